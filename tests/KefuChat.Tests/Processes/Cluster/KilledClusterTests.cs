using KefuChat.Protocol;

namespace KefuChat.Tests.Processes.Cluster;

/// <summary>
/// The failure table's rows of gateway, IMS and IMR, in a cluster of processes: each is killed, or now and then stopped,
/// and comes back while customers and sellers on different gateways write to each other. What happens to whom follows
/// from a seed, which is printed; <c>KEFU_TEST_SEED=… dotnet test --filter KilledClusterTests</c> repeats it.
/// </summary>
public sealed class KilledClusterTests(ITestOutputHelper output) : ProcessTest
{
    private const int Customers = 6;
    private const int AcksBetween = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Whatever_is_killed_nothing_acknowledged_is_lost_doubled_or_out_of_order_and_everyone_sees_the_whole_queue()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KEFU_TEST_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"KEFU_TEST_SEED={seed}");
        var random = new Random(seed);
        await using var cluster = await ClusterProcesses.StartAsync(DataDirectory);
        var participants = await MakeParticipantsAsync(cluster);
        using var ending = new CancellationTokenSource();
        var running = participants.ConvertAll(participant => participant.RunAsync(ending.Token));
        try
        {
            await AllAsync(running, Task.WhenAll(participants.Select(participant => participant.Ready)));
            var enough = Acks.AfterAsync(AcksBetween);
            participants.ForEach(participant => participant.Start());
            await AllAsync(running, enough);

            // Each once, in the seed's order; then two more of any.
            string[] victims = [.. ClusterProcesses.All];
            random.Shuffle(victims);
            foreach (var victim in victims.Concat(random.GetItems(ClusterProcesses.All, 2)))
            {
                var isStopped = random.Next(3) == 0;
                output.WriteLine($"{victim} is {(isStopped ? "stopped" : "killed")}");
                await (isStopped ? cluster.StopAsync(victim) : cluster.KillAsync(victim));
                if (victim != "ims")
                {
                    // Without it traffic goes on.
                    await AllAsync(running, Acks.AfterAsync(random.Next(1, AcksBetween)));
                }

                await cluster.StartProcessAsync(victim);
                await AllAsync(running, Acks.AfterAsync(AcksBetween));
            }

            // The last messages are written while routing is away: only its return can tell of them.
            foreach (var node in ClusterProcesses.RoutingNodes)
            {
                await cluster.KillAsync(node);
            }

            await AllAsync(running, Acks.AfterAsync(AcksBetween));
            await AllAsync(running, Task.WhenAll(participants.Select(participant => participant.DrainAsync())));
            foreach (var node in ClusterProcesses.RoutingNodes)
            {
                await cluster.StartProcessAsync(node);
            }

            await AllAsync(running, Task.WhenAll(participants.Select(participant => participant.SeeAsync(LengthOfQueue(participant.User, participants)))));
        }
        catch (TimeoutException)
        {
            Tell(cluster, participants);
            throw;
        }
        finally
        {
            await ending.CancelAsync();
        }

        await Task.WhenAll(running).WaitAsync(Patience);
        await cluster.DisposeAsync();
        foreach (var participant in participants)
        {
            await VerifyAsync(participant, participants);
        }

        output.WriteLine($"{participants.Sum(participant => participant.Acknowledged.Count)} messages, {participants.Sum(participant => participant.Logins)} logins");
    }

    /// <summary>Waits for something, as long as every client keeps to the book and finds the servers do.</summary>
    private static async Task AllAsync(List<Task> running, Task awaited)
    {
        var first = await Task.WhenAny([awaited, .. running]).WaitAsync(Patience);
        await first;
        await awaited.WaitAsync(Patience);
    }

    private static int LengthOfQueue(User user, List<Participant> participants) => participants.Sum(participant =>
        participant.Acknowledged.Count(outgoing => participant.User == user || outgoing.Peer == user));

    /// <summary>
    /// Stored is exactly what was acknowledged, in both queues, in the order sent (what was refused in between stands
    /// behind); and what the client saw is exactly what is stored.
    /// </summary>
    private async Task VerifyAsync(Participant participant, List<Participant> participants)
    {
        var stored = await QueueAsync(participant.User);
        Assert.Equal(stored, participant.Queue.Contents);
        Assert.Equal(LengthOfQueue(participant.User, participants), stored.Count);
        Assert.Equal(stored.Count, stored.Distinct().Count());
        foreach (var sender in participants)
        {
            var sent = sender.Acknowledged.Where(outgoing => sender == participant || outgoing.Peer == participant.User).ToList();
            Assert.Empty(sent.Select(outgoing => outgoing.Content).Except(stored));
            var inOrder = sent.Where(outgoing => !outgoing.WasRefused).Select(outgoing => outgoing.Content).ToHashSet();
            Assert.Equal(sent.Select(outgoing => outgoing.Content).Where(inOrder.Contains), stored.Where(inOrder.Contains));
        }
    }

    private async Task<List<Participant>> MakeParticipantsAsync(ClusterProcesses cluster)
    {
        var customers = Enumerable.Range(0, Customers).Select(i => new User(7, 1000 + i)).ToArray();
        var sellers = (User[])[new User(1, 55), new User(1, 56)];
        var participants = new List<Participant>();
        foreach (var user in (User[])[.. customers, .. sellers])
        {
            // Every other one begins at the first gateway; customers and sellers alike come back where they can.
            var turn = participants.Count;
            var token = await MintAsync(cluster["gateway-1"], user);
            participants.Add(new Participant(user, token, inFlight: turn % 2 == 0 ? 1 : 8, () => cluster.AddressOf(ClusterProcesses.Gateways[turn++ / 2 % 2]), Acks));
            participants[^1].Peers.AddRange(user.AppId == 1 ? customers : sellers);
        }

        return participants;
    }

    private void Tell(ClusterProcesses cluster, List<Participant> participants)
    {
        foreach (var participant in participants)
        {
            output.WriteLine($"{participant.User}: {participant.Acknowledged.Count} acknowledged, queue seen to {participant.Queue.Key} of {LengthOfQueue(participant.User, participants)}, {participant.Logins} logins");
        }

        foreach (var name in ClusterProcesses.All)
        {
            output.WriteLine($"== {name}\n{cluster[name].Output}");
        }
    }
}
