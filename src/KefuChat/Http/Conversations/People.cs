using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Shops;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.Conversations;

/// <summary>Names and pictures of customers and sellers, and whether they are here now.</summary>
internal sealed class People(
    Sellers sellers, CustomerProfiles profiles, SellerPresence presence, IMessageRouter router, IOptions<KefuOptions> options)
{
    /// <summary>All of these users, whoever is known by name.</summary>
    /// <param name="users">Each once.</param>
    public async Task<IReadOnlyDictionary<User, PersonView>> FindAsync(IReadOnlyList<User> users)
    {
        var (inKefuApp, customers) = (users.Where(IsSeller).ToArray(), users.Where(user => !IsSeller(user)).ToArray());
        var found = new Dictionary<User, PersonView>();
        await AddSellersAsync(found, inKefuApp);
        await AddCustomersAsync(found, customers);
        return found;
    }

    private async Task AddSellersAsync(Dictionary<User, PersonView> found, User[] users)
    {
        long[] uids = [.. users.Select(user => user.Uid)];
        var here = await presence.HereAsync(uids);
        foreach (var (user, seller) in users.Zip(await sellers.FindAsync(uids)))
        {
            found[user] = new PersonView(user.AppId, user.Uid, NullIfEmpty(seller?.Name), NullIfEmpty(seller?.Avatar), here.Contains(user.Uid));
        }
    }

    private async Task AddCustomersAsync(Dictionary<User, PersonView> found, User[] users)
    {
        var areHere = await router.PresenceAsync(users);
        foreach (var ((user, profile), isHere) in users.Zip(await profiles.FindAsync(users)).Zip(areHere))
        {
            found[user] = new PersonView(
                user.AppId, user.Uid, NullIfEmpty(profile?.Name), NullIfEmpty(profile?.Avatar), isHere, Visitors.IsVisitor(user));
        }
    }

    private bool IsSeller(User user) => user.AppId == options.Value.AppId;

    private static string? NullIfEmpty(string? text) => text is "" ? null : text;
}
