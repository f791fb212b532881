namespace KefuChat.Tests.Processes;

/// <summary>The failure table's "killed": nothing acknowledged is lost, nothing is doubled, order holds.</summary>
public sealed class KilledServerTests : ProcessTest
{
    [Fact]
    public async Task Every_acknowledged_message_survives_SIGKILL_under_load_once_and_in_order()
    {
        const int Kills = 3;
        var server = await ServerProcess.StartAsync(DataDirectory);
        try
        {
            var customers = await MakeCustomersAsync(server, 10);
            for (var kill = 0; kill < Kills; kill++)
            {
                var enough = Acks.AfterAsync(1000);
                var sending = customers.ConvertAll(customer => customer.SendAsync(server, int.MaxValue / 2, inFlight: 16));
                await enough;
                await server.KillAsync();
                Assert.All(await Task.WhenAll(sending), Assert.False);

                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(DataDirectory);
            }

            // Everyone sends again what is left in the outbox, and a little more.
            Assert.All(await Task.WhenAll(customers.Select(customer => customer.SendAsync(server, 50, inFlight: 4))), Assert.True);
            await server.KillAsync();

            var stored = await VerifyAsync(customers);
            Assert.Equal(customers.Sum(customer => customer.Acknowledged.Count), stored);
            Assert.All(customers, customer => Assert.Equal(0, customer.Refused));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
