using KefuChat.Tests.Maintenance;

namespace KefuChat.Tests.Processes;

/// <summary>The commands beside a running server, as operators run them.</summary>
public sealed class MaintenanceTests : ProcessTest
{
    [Fact]
    public async Task A_backup_under_load_holds_what_was_acknowledged_before_and_both_are_sound()
    {
        var copy = Path.Combine(DataDirectory, "copy");
        List<OutboxClient> customers;
        int[][] before;
        await using (var server = await ServerProcess.StartAsync(DataDirectory))
        {
            customers = await MakeCustomersAsync(server, 4);
            var enough = Acks.AfterAsync(200);
            var sending = customers.ConvertAll(customer => customer.SendAsync(server, int.MaxValue / 2, inFlight: 4));
            await enough;
            before = [.. customers.Select(customer => customer.Acknowledged.ToArray())];

            var (exitCode, output) = await CommandProcess.RunAsync("backup", "--data-directory", DataDirectory, "--to", copy);
            Assert.True(exitCode == 0, output);
            Assert.Contains($"{DataDirectory} was copied to {copy}: kefu.db", output, StringComparison.Ordinal);
            var (checkedCode, checkedOutput) = await CommandProcess.RunAsync("verify", "--data-directory", DataDirectory);
            Assert.True(checkedCode == 0, checkedOutput);
            Assert.Contains("The store is sound.", checkedOutput, StringComparison.Ordinal);
            await server.KillAsync();
            await Task.WhenAll(sending);
        }

        Assert.Equal("", Verified.Text(Path.Combine(copy, "kefu.db")));
        Assert.True(File.Exists(Path.Combine(copy, "signing.key")));
        DataDirectory = copy;
        foreach (var (customer, acknowledged) in customers.Zip(before))
        {
            Assert.Empty(acknowledged.Select(number => OutboxClient.Content(customer.User, number)).Except(await QueueAsync(customer.User)));
        }
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_in_a_line()
    {
        var file = Path.Combine(DataDirectory, "kefu.db");

        Assert.Equal((2, $"KefuChat verify: {file} does not exist.{Environment.NewLine}"), await CommandProcess.RunAsync("verify", "--file", file));
        var (exitCode, output) = await CommandProcess.RunAsync("bakup");
        Assert.Equal(2, exitCode);
        Assert.StartsWith("KefuChat: There is no command 'bakup'.", output, StringComparison.Ordinal);
        (exitCode, output) = await CommandProcess.RunAsync("backup", "--too", "copy");
        Assert.Equal(2, exitCode);
        Assert.Contains("KefuChat: Unrecognized command or argument '--too'.", output, StringComparison.Ordinal);
        Assert.Contains("KefuChat: Option '--to' is required.", output, StringComparison.Ordinal);
        (exitCode, output) = await CommandProcess.RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("backup", output, StringComparison.Ordinal);
    }
}
