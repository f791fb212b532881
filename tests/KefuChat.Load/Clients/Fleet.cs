using System.Net;
using KefuChat.Load.Options;

namespace KefuChat.Load.Clients;

/// <summary>All connections of a run.</summary>
internal sealed class Fleet : IDisposable
{
    // As many connections at a time as keep the server busy without filling its backlog of unaccepted ones.
    private const int ConnectingAtOnce = 32;

    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly LoadOptions _options;

    public Fleet(RunState run)
    {
        _options = run.Options;
        Sellers = [.. Enumerable.Range(0, run.Options.SellerCount).Select(index => new LoadSeller(index, run))];
        Customers = [.. Enumerable.Range(0, run.Options.Customers).Select(index => new LoadCustomer(index, run))];
    }

    public IReadOnlyList<LoadSeller> Sellers { get; }

    public IReadOnlyList<LoadCustomer> Customers { get; }

    public IEnumerable<LoadClient> All => [.. Sellers, .. Customers];

    /// <summary>Sums up what happened so far; roughly while messages are moving, exactly when they are not.</summary>
    public FleetTotals Total() => new(
        Sent: Customers.Sum(customer => (long)customer.Sent),
        InFlight: Customers.Sum(customer => (long)customer.InFlight),
        Acknowledged: Customers.Sum(customer => customer.Acknowledged),
        AcknowledgedInWindow: Customers.Sum(customer => customer.AcknowledgedInWindow),
        Refused: Customers.Sum(customer => customer.Refused),
        Delivered: Sellers.Sum(seller => seller.Delivered),
        DeliveredBySync: Sellers.Sum(seller => seller.DeliveredBySync),
        Doubled: Sellers.Sum(seller => seller.Doubled),
        Unexpected: Sellers.Sum(seller => seller.Unexpected) + Customers.Sum(customer => customer.Unexpected));

    /// <summary>Connects everybody and brings them to where all that arrives is live.</summary>
    /// <exception cref="LoadException">Somebody could not.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        using var tokens = TokenSource.Create(_options);
        var server = new IPEndPoint(IPAddress.Parse(_options.Url.DnsSafeHost), _options.ChatPort);
        await Patience.LimitAsync(_options.Patience, "connecting all", patience => Parallel.ForEachAsync(
            All,
            new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = patience },
            async (client, token) => await client.ConnectAsync(server, _options.Url.Authority, tokens, token)), cancellation);
    }

    public Task CloseAsync() => Task.WhenAll(All.Select(client => client.CloseAsync(ClosePatience)));

    public void Dispose()
    {
        foreach (var client in All)
        {
            client.Dispose();
        }
    }
}
