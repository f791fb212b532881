using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Routing;
using Microsoft.Extensions.Options;

namespace KefuChat.Shops;

/// <summary>Which sellers are here: connected, on whatever gateway, and not away.</summary>
internal sealed class SellerPresence(IMessageRouter router, Availabilities availabilities, IOptions<KefuOptions> options)
{
    /// <summary>Those of these sellers who are here now. About whom routing cannot be asked, they count as absent.</summary>
    public async ValueTask<IReadOnlyList<long>> HereAsync(IReadOnlyList<long> uids)
    {
        var areConnected = await router.PresenceAsync([.. uids.Select(uid => new User(options.Value.AppId, uid))]);
        var connected = uids.Where((_, index) => areConnected[index]).ToArray();
        var statuses = await availabilities.GetAsync(connected);
        return [.. connected.Where((_, index) => statuses[index].Status == AvailabilityStatus.Available)];
    }
}
