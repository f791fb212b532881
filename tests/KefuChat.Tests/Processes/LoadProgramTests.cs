using System.Diagnostics;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Processes;

/// <summary>The load program stays alive, and finds nothing lost, doubled or refused on a small run.</summary>
public sealed class LoadProgramTests : ProcessTest
{
    // Longer than the program's own, which has a reason to give.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_smoke_run_finds_everything_delivered_once() =>
        Assert.Contains("v1, 5 customers", await RunAsync("--smoke", "--unpersistent"), StringComparison.Ordinal);

    [Fact]
    public async Task A_smoke_run_over_tcp_at_a_fixed_rate_finds_everything_delivered_once()
    {
        var port = $"{FreePort.Next()}";
        await using var server = await ServerProcess.StartAsync(DataDirectory, $"--Kefu:Classic:Tcp=127.0.0.1:{port}");
        Assert.Contains(
            "tcp, 5 customers, 1 sellers, 200 messages/s due",
            await RunAsync(server, "--smoke", "--rate", "200", "--framing", "tcp", "--tcp-port", port),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_framings_and_both_baselines_take_turns()
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory);
        var url = server.Address.ToString();
        var printed = await RunAsync(server, "--smoke", "--compare", url, url, "--baselines", "--second", "--framing", "classic");
        Assert.All(
            (string[])["A : B", "A : relay", "A : signalr"], ratio => Assert.Contains(ratio, printed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_over_pages_finds_none_of_them_empty()
    {
        var json = Path.Combine(DataDirectory, "pages.json");
        var printed = await RunAsync("--pages", "--page-messages", "1000", "--page-conversations", "50", "--json", json);
        Assert.All(
            (string[])[printed, await File.ReadAllTextAsync(json)],
            report => Assert.Contains("history, 50 from the middle", report, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("20 idle connections", "--idle", "20", "--seconds", "0.1")]
    [InlineData("syncs of 1500 messages of 250 bytes, in 2 rounds each", "--sync", "1500")]
    [InlineData("20 users come back at once", "--storm", "20")]
    public async Task A_crowd_of_a_few_gets_everything_once_and_in_order(string heading, params string[] options) =>
        Assert.Contains(heading, await RunAsync(options), StringComparison.Ordinal);

    private async Task<string> RunAsync(params string[] options)
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory);
        return await RunAsync(server, options);
    }

    private static async Task<string> RunAsync(ServerProcess server, params string[] options)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("KefuChat.Tests", "KefuChat.Load", StringComparison.Ordinal), "KefuChat.Load.dll");
        string[] arguments = [program, "--url", server.Address.ToString(), "--admin-key", KefuServer.AdminKey, .. options];
        using var load = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        var printed = load.StandardOutput.ReadToEndAsync();
        var complaints = load.StandardError.ReadToEndAsync();
        try
        {
            await load.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // With its baselines: what they print to is open until they end too.
            load.Kill(entireProcessTree: true);
            Assert.Fail($"not done after {Patience}: {await printed}{await complaints}");
        }

        Assert.True(load.ExitCode == 0, await printed + await complaints);
        return await printed;
    }
}
