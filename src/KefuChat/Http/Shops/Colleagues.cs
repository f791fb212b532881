using KefuChat.Configuration;
using KefuChat.Http.Conversations;
using KefuChat.Protocol;
using KefuChat.Shops;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.Shops;

/// <summary>Shows a seller the stores to sell in, and who else does.</summary>
internal sealed class Colleagues(Stores stores, People people, Availabilities availabilities, IOptions<KefuOptions> options)
{
    /// <summary>What a seller sees of oneself and the others.</summary>
    public async Task<SellerSelf> OfAsync(User seller)
    {
        var own = await stores.OfSellerAsync(seller.Uid);
        long[] uids = [seller.Uid, .. own.SelectMany(store => store.Sellers).Where(uid => uid != seller.Uid).Distinct()];
        var statuses = await availabilities.GetAsync(uids);
        var found = await people.FindAsync([.. uids.Select(uid => new User(options.Value.AppId, uid))]);
        var views = uids.Zip(statuses, (uid, status) => Show(found[new User(options.Value.AppId, uid)], status)).ToDictionary(view => view.Uid);
        var self = views[seller.Uid];
        return new SellerSelf(
            self.AppId,
            self.Uid,
            self.Name,
            self.Avatar,
            self.IsAway,
            [.. own.Select(store => new SellerStore(store.Id, store.Name, [.. store.Sellers.Select(uid => views[uid])]))]);
    }

    private static ColleagueView Show(PersonView person, Availability availability) => new(
        person.AppId, person.Uid, person.Name, person.Avatar, person.Online, availability.Status == AvailabilityStatus.Away);
}
