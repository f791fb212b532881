using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.Cluster;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Several savers, two nodes, and connections that break at random under them.</summary>
public sealed class GrpcStressTests : GrpcStoreTest
{
    private const int Savers = 12;
    private const int SavesEach = 100;
    private const int AtOnce = 10;

    /// <summary>So many acknowledgements lie between two breaks.</summary>
    private const int BetweenBreaks = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_breaks_what_was_acknowledged_is_stored_once_and_in_order(int seed)
    {
        TcpProxy[] nodes = [await NodeAsync(), await NodeAsync()];
        var store = Open(nodes);
        using var acknowledged = new SemaphoreSlim(0);

        var savers = Enumerable.Range(1, Savers).Select(uid => Task.Run(() => SaveAllAsync(store, new User(7, uid), acknowledged))).ToArray();
        var breaking = Task.Run(() => BreakAsync(nodes, new Random(seed), acknowledged));

        var kept = await Task.WhenAll(savers).SoonAsync();
        await breaking.SoonAsync();
        foreach (var (sender, texts) in kept)
        {
            var queue = await Queues.ReadContentsAsync(sender);
            Assert.Equal(queue.Distinct(), queue);
            Assert.Equal(texts, queue.Where(texts.Contains));
        }

        Assert.NotEmpty(kept.SelectMany(saver => saver.Texts));
    }

    /// <summary>Saves in groups that do not wait within, with and without uuids; gives what was acknowledged, in order.</summary>
    private static async Task<(User Sender, List<string> Texts)> SaveAllAsync(GrpcMessageStore store, User sender, SemaphoreSlim acknowledged)
    {
        var texts = new List<string>();
        foreach (var group in Enumerable.Range(1, SavesEach).Chunk(AtOnce))
        {
            var saves = group.Select(i =>
            {
                var text = i.ToString(CultureInfo.InvariantCulture);
                return (text, Answer: store.SaveAsync(Chat.FromCustomer(text, i % 2 == 0 ? text : "", customer: sender)));
            }).ToArray();
            foreach (var (text, answer) in saves)
            {
                if ((await answer.SoonAsync()).Status != SaveStatus.Unavailable)
                {
                    texts.Add(text);
                }

                acknowledged.Release();
            }
        }

        return (sender, texts);
    }

    private static async Task BreakAsync(TcpProxy[] nodes, Random random, SemaphoreSlim acknowledged)
    {
        for (var left = Savers * SavesEach / BetweenBreaks; left > 0; left--)
        {
            for (var i = 0; i < BetweenBreaks; i++)
            {
                await acknowledged.WaitAsync();
            }

            var node = nodes[random.Next(nodes.Length)];
            switch (random.Next(3))
            {
                case 0:
                    node.Break();
                    break;
                case 1:
                    // Everybody goes to the other, until the next break.
                    nodes[0].Reopen();
                    nodes[1].Reopen();
                    node.Close();
                    break;
                default:
                    // What is stored from here on is not answered before the connection breaks.
                    node.HoldAnswers();
                    await Task.Yield();
                    node.Break();
                    node.Resume();
                    break;
            }
        }
    }
}
