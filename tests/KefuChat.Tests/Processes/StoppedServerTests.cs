using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.Processes;

/// <summary>The failure table's "stopped": what is in flight finishes and is acknowledged, and everyone is told when to return.</summary>
public sealed class StoppedServerTests : ProcessTest
{
    [Fact]
    public async Task SIGTERM_under_load_acknowledges_what_is_stored_says_1001_to_everyone_and_exits_0_within_10_seconds()
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory);
        var customers = await MakeCustomersAsync(server, 10);
        var idle = await server.LoginAsync(Seller, await MintAsync(server, Seller));
        var enough = Acks.AfterAsync(1000);
        var sending = customers.ConvertAll(customer => customer.SendAsync(server, int.MaxValue / 2, inFlight: 16));
        await enough;

        server.Terminate();

        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(10)));
        Assert.All(await Task.WhenAll(sending), Assert.False);
        Assert.Equal(1001, (await idle.Closed).Code);

        // Whatever the server read it has stored and acknowledged; whatever it has not read it has not stored.
        Assert.Equal(customers.Sum(customer => customer.Acknowledged.Count), await VerifyAsync(customers));
        await idle.DisposeAsync();
    }

    [Fact]
    public async Task SIGTERM_gives_each_client_a_delay_of_its_own()
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory);
        var token = await MintAsync(server, Seller);
        var clients = new List<KefuClient>();
        for (var i = 0; i < 20; i++)
        {
            clients.Add(await server.LoginAsync(Seller, token));
        }

        server.Terminate();

        var ends = await Task.WhenAll(clients.Select(client => client.Closed));
        Assert.All(ends, end => Assert.Equal((int)CloseCode.Draining, end.Code));
        Assert.Equal(20, ends.Select(end => int.Parse(end.Reason, CultureInfo.InvariantCulture)).Distinct().Count());
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(10)));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }
}
