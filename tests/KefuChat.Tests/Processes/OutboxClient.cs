using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Processes;

/// <summary>
/// A customer by the book: numbers its messages, keeps each until it is acknowledged, and after a reconnect sends what
/// is left again, with the same uuids, in order.
/// </summary>
internal sealed class OutboxClient(User user, User seller, string token, AckCounter counter)
{
    private readonly Queue<int> _outbox = new();
    private int _lastNumber;

    public User User => user;

    /// <summary>The numbers acknowledged, in the order of their ACKs.</summary>
    public List<int> Acknowledged { get; } = [];

    /// <summary>How many were refused with a status that says "retry".</summary>
    public int Refused { get; private set; }

    private int Answered => Acknowledged.Count + Refused;

    public static string Content(User user, int number) => string.Create(CultureInfo.InvariantCulture, $"{user} {number}");

    /// <summary>
    /// Sends with so many in flight until so many more are answered, or the server is gone. Whether it got through.
    /// </summary>
    public async Task<bool> SendAsync(ServerProcess server, int count, int inFlight)
    {
        KefuClient client;
        try
        {
            client = await server.LoginAsync(user, token);
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or System.Threading.Channels.ChannelClosedException)
        {
            return false;
        }

        await using var _ = client;
        var target = Answered + count;
        try
        {
            foreach (var number in _outbox.ToArray())
            {
                await SendAsync(client, number);
            }

            while (Answered < target)
            {
                while (_outbox.Count < inFlight)
                {
                    _outbox.Enqueue(++_lastNumber);
                    await SendAsync(client, _lastNumber);
                }

                await TakeAckAsync(client);
            }

            while (_outbox.Count > 0)
            {
                await TakeAckAsync(client);
            }

            return true;
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or System.Threading.Channels.ChannelClosedException or IOException)
        {
            foreach (var ack in await client.RestAsync())
            {
                Take(ack);
            }

            return false;
        }
    }

    private Task<int> SendAsync(KefuClient client, int number) =>
        client.AskAsync(user, seller.Uid, Content(user, number), $"{user.Uid}-{number}");

    private async Task TakeAckAsync(KefuClient client) => Take(await client.ExpectAsync(Command.Ack));

    /// <summary>ACKs come in order, so each one is that of the oldest in the outbox.</summary>
    private void Take(ServerFrame ack)
    {
        if (ack.Status == Status.Ok)
        {
            Acknowledged.Add(_outbox.Dequeue());
            counter.Count();
        }
        else
        {
            Assert.Equal(Status.StorageUnavailable, ack.Status);
            Refused++;
            _outbox.Dequeue();
        }
    }
}
