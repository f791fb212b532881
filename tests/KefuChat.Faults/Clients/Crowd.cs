using System.Net;
using KefuChat.Faults.Options;
using KefuChat.Load.Clients;
using KefuChat.Load.Protocol;
using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>Who takes part: the customers and sellers that a seed makes, with their habits and framings.</summary>
internal sealed class Crowd
{
    private const long FirstCustomer = 1001;
    private const long FirstSeller = 1;

    // Deployed clients of the original service speak the classic framing; their rules for keys are others.
    private const double Classic = 0.25;

    private readonly User[] _customers;
    private readonly User[] _sellers;
    private readonly Random _chance;

    public Crowd(FaultOptions options, AckClock acks)
    {
        _chance = new Random(options.Seed);
        _customers = Users(FaultOptions.CustomerAppId, FirstCustomer, options.Customers);
        _sellers = Users(FaultOptions.KefuAppId, FirstSeller, options.Sellers);
        Clients =
        [
            .. _customers.Select((user, i) => new ChatClient(user, new CustomerHabit(Fork(), _sellers, i % _sellers.Length), acks)),
            .. _sellers.Select((user, i) => new ChatClient(user, new SellerHabit(Fork(), _customers[i % _customers.Length]), acks)),
        ];
    }

    public IReadOnlyList<ChatClient> Clients { get; }

    /// <summary>How each client connects.</summary>
    public async Task<IReadOnlyList<Session>> CreateSessionsAsync(
        IReadOnlyList<IPEndPoint> gateways, ITokenSource tokens, CancellationToken cancellation)
    {
        var sessions = new List<Session>();
        foreach (var client in Clients)
        {
            // Its own stream of chance: how a connection fares must not change what a user writes.
            var random = Fork();
            var framing = random.NextDouble() < Classic ? Framing.ClassicWebSocket : Framing.KefuV1;
            var token = await tokens.GetAsync(client.User.AppId, client.User.Uid, cancellation);
            sessions.Add(new Session(client, new GatewayChoice(gateways, random), framing, token, random));
        }

        return sessions;
    }

    private static User[] Users(long appId, long firstUid, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new User(appId, firstUid + i))];

    /// <summary>A stream of chance of somebody's own. Seeds that were next to each other would make streams that are alike.</summary>
    private Random Fork() => new(_chance.Next());
}
