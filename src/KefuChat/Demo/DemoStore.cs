using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Shops;
using Microsoft.Extensions.Options;

namespace KefuChat.Demo;

/// <summary>
/// The store of the demo, made when somebody first looks at it: of what is there already nothing is changed, so that
/// whoever tries the API on the same store keeps what was written.
/// </summary>
internal sealed class DemoStore(
    Stores stores,
    KnownStores known,
    Sellers sellers,
    CustomerProfiles customers,
    QuickReplies quickReplies,
    IOptions<KefuOptions> options) : IDisposable
{
    /// <summary>The store's id; the shop page names it as well.</summary>
    public const long Id = 1001;

    private const string Greeting = "Hello! Questions about sizes, fabrics or your order? Write to us.";
    private const string OfflineMessage = "Nobody is at the desk right now. Leave a message: we answer it here.";

    private static readonly (long Uid, string Name)[] Team = [(1, "Ann"), (2, "Bo")];

    private static readonly (long Uid, string Name)[] Regulars = [(42, "Mia Chen"), (43, "Tom Weber")];

    private static readonly (string Shortcut, string Text)[] Replies =
    [
        ("hello", "Hello, and thank you for writing! How can I help?"),
        ("ship", "Orders placed before 14:00 leave the same day and take one to three working days."),
        ("size", "The jacket runs true to size. Between two sizes, take the larger one to wear a pullover underneath."),
        ("return", "You can send it back within 30 days, unworn; the label is in the parcel."),
        ("稍等", "您好,请稍等,我马上为您查询。"),
    ];

    private readonly SemaphoreSlim _making = new(1);

    /// <summary>Where the demo's customers live, if the store is not there yet; never where sellers do.</summary>
    private long AppId => options.Value.AppId == 7 ? 8 : 7;

    /// <summary>The store, made if it was not there.</summary>
    /// <exception cref="Storage.StorageUnavailableException">It can be neither read nor written now.</exception>
    public async Task<Store> GetAsync()
    {
        if (await stores.FindAsync(Id) is { Value: var found })
        {
            return found;
        }

        await _making.WaitAsync();
        try
        {
            return (await stores.FindAsync(Id))?.Value ?? await MakeAsync();
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Names of its sellers, in the store's order; null for who has none.</summary>
    public async Task<IReadOnlyList<(long Uid, string? Name)>> SellersAsync()
    {
        var uids = (await GetAsync()).Sellers;
        return [.. uids.Zip(await sellers.FindAsync(uids), (uid, seller) => (uid, seller?.Name))];
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    /// <summary>The store comes last: what is made before it is made again if the process dies in between.</summary>
    private async Task<Store> MakeAsync()
    {
        foreach (var (uid, name) in Team)
        {
            if (await sellers.FindAsync(uid) is null)
            {
                await sellers.PutAsync(new Seller(uid, name, Avatar: ""));
            }
        }

        foreach (var (uid, name) in Regulars)
        {
            var customer = new User(AppId, uid);
            if (await customers.FindAsync(customer) is null)
            {
                await customers.PutAsync(customer, new CustomerProfile(name, Avatar: ""));
            }
        }

        var owner = QuickReplyOwner.Store(Id);
        if ((await quickReplies.ListAsync(owner, after: "", limit: 1)).Items.Count == 0)
        {
            foreach (var (shortcut, text) in Replies)
            {
                await quickReplies.AddAsync(owner, shortcut, text);
            }
        }

        var store = new Store(Id, AppId, "Rain & Co", [.. Team.Select(seller => seller.Uid)], Greeting, OfficeHours(), OfflineMessage);
        await stores.PutAsync(store, requiredVersion: null);
        known.Forget(Id);
        return store;
    }

    /// <summary>Of whoever runs it.</summary>
    private static Hours OfficeHours()
    {
        string[] day = ["09:00-18:00"];
        return new Hours(
            TimeZoneInfo.Local is { HasIanaId: true, Id: var zone } ? zone : "UTC",
            new WeeklyHours { Mon = day, Tue = day, Wed = day, Thu = day, Fri = day, Sat = ["10:00-16:00"] });
    }
}
