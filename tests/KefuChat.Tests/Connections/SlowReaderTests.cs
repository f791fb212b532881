using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Connections;

/// <summary>The failure table's slow reader, on a real socket whose buffers fill up.</summary>
public sealed class SlowReaderTests() : EndToEndTest(HostKind.Kestrel)
{
    [Fact]
    public async Task It_misses_nothing_its_own_messages_are_acknowledged_and_others_feel_nothing()
    {
        const int Count = 600;
        Server.Set("Kefu:Limits:SendQueueFrames", 32).Set("Kefu:Limits:MessagesPerSecond", 0);
        var content = new string('x', 30_000);
        await using var slow = new KefuClient(new WebClientSocket(await Server.OpenAsync(KefuV1Codec.Subprotocol)));
        await slow.SendAsync(Command.AuthToken, 3L, Server.Token(Seller), "slow");
        await using var other = await Server.LoginAsync(Seller, "other");
        await using var customer = await Server.LoginAsync(Customer);

        // Twenty megabytes for one who does not read: far more than the socket's buffers hold.
        for (var i = 1; i <= Count; i++)
        {
            await customer.AskAsync(Customer, Seller.Uid, content + i);
            await customer.ExpectAsync(Command.Ack);
            Assert.Equal(i, (await other.ExpectAsync(Command.Customer)).SyncKey);
        }

        var asked = await slow.AnswerAsync(Customer, Seller.Uid, "now I read");
        slow.Read();
        var frames = new List<ServerFrame>();
        while (!frames.Any(frame => frame.Command == Command.SyncNotify) || !frames.Any(frame => frame.Command == Command.Ack))
        {
            frames.Add(await slow.NextAsync());
        }

        var pushed = frames.Where(frame => frame.Command == Command.Customer).Select(frame => frame.SyncKey).ToList();
        Assert.Equal(Enumerable.Range(1, pushed.Count).Select(key => (long)key), pushed);
        Assert.True(pushed.Count < Count, "the pushes never filled the buffers, so nothing was shown");
        Assert.Equal(Count, Assert.Single(frames, frame => frame.Command == Command.SyncNotify).SyncKey);
        Assert.Equal(asked, Assert.Single(frames, frame => frame.Command == Command.Ack).AckedSeq);
        var own = (long)pushed.Count;
        for (var hasMore = true; hasMore;)
        {
            var (messages, end) = await slow.SyncAsync(own);
            Assert.Equal(Enumerable.Range(1, messages.Count).Select(i => own + i), messages.Select(message => message.SyncKey));
            (own, hasMore) = (end.SyncKey, end.HasMore);
        }

        Assert.Equal(Count + 1, own);
    }
}
