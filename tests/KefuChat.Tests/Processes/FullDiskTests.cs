using System.Diagnostics;
using System.Net;

namespace KefuChat.Tests.Processes;

/// <summary>The failure table's "disk full", on a disk that is: a small tmpfs.</summary>
public sealed class FullDiskTests : ProcessTest
{
    private readonly bool _isMounted;

    public FullDiskTests() => _isMounted = Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", DataDirectory);

    public override void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", DataDirectory);
        }

        base.Dispose();
    }

    [Fact]
    public async Task Messages_are_refused_while_the_disk_is_full_nothing_is_lost_and_service_resumes_by_itself()
    {
        Assert.SkipUnless(_isMounted, "mounting a tmpfs needs root");
        await using var server = await ServerProcess.StartAsync(DataDirectory);
        var customers = await MakeCustomersAsync(server, 5);

        while (customers.Sum(customer => customer.Refused) == 0)
        {
            var sent = await Task.WhenAll(customers.Select(customer => customer.SendAsync(server, 200, inFlight: 16)));
            Assert.All(sent, Assert.True);
        }

        using var http = new HttpClient { BaseAddress = server.Address };

        // A page or two may be left in which a probe fits where a message did not; each probe that fits takes one.
        var answers = new List<HttpStatusCode>();
        while (!answers.Contains(HttpStatusCode.ServiceUnavailable) && answers.Count < 100)
        {
            using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
            answers.Add(ready.StatusCode);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answers[^1]);

        Assert.True(Run("mount", "-o", "remount,size=64m", DataDirectory));
        var refused = customers.Sum(customer => customer.Refused);
        var resumed = await Task.WhenAll(customers.Select(customer => customer.SendAsync(server, 100, inFlight: 4)));

        Assert.All(resumed, Assert.True);
        Assert.Equal(refused, customers.Sum(customer => customer.Refused));
        using (var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        await server.KillAsync();
        Assert.Equal(customers.Sum(customer => customer.Acknowledged.Count), await VerifyAsync(customers));
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
