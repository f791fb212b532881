using System.Net;
using KefuChat.Tests.Storage.Sqlite;

namespace KefuChat.Tests.Processes;

/// <summary>The failure table's "disk full", on a disk that is: a small tmpfs.</summary>
public sealed class FullDiskTests : ProcessTest
{
    [Fact]
    public async Task Messages_are_refused_while_the_disk_is_full_nothing_is_lost_and_service_resumes_by_itself()
    {
        using var disk = TmpfsMount.CreateOrSkip("6m");
        DataDirectory = disk.File("data");
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

        disk.Resize("64m");
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
}
