using KefuChat.Configuration;
using KefuChat.Http.Problems;
using KefuChat.Protocol;
using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Checks a store before it is written.</summary>
internal static class StoreCheck
{
    private const int MaxSellers = 200;
    private const int MaxText = 2000;
    private const int MaxOrigins = 50;
    private const int MinRetentionDays = 7;
    private const int MaxRetentionDays = 36_500;

    /// <summary>Checks everything about it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="kefuAppId">Where sellers live, and customers do not.</param>
    /// <exception cref="ProblemException">400, with all that is wrong.</exception>
    public static void Check(Store store, long kefuAppId)
    {
        var errors = new Errors();
        errors.Require(User.IsId(store.Id), "store", "is 1 to 2^53-1");
        errors.Require(User.IsId(store.AppId) && store.AppId != kefuAppId, "appid", $"is required, and 1 to 2^53-1, but not {kefuAppId}, where sellers live");
        errors.RequireText(store.Name, "name", 1, 100);
        errors.RequireText(store.Greeting, "greeting", 0, MaxText);
        errors.RequireText(store.OfflineMessage, "offline_message", 0, MaxText);
        errors.Require(
            store.RetentionDays is null or (>= MinRetentionDays and <= MaxRetentionDays),
            "retention_days",
            $"is {MinRetentionDays} to {MaxRetentionDays}, or null for ever");
        CheckSellers(errors, store.Sellers);
        CheckOrigins(errors, store.AllowedOrigins);
        if (store.Hours is not null)
        {
            HoursCheck.Check(errors, store.Hours);
        }

        errors.ThrowIfAny();
    }

    private static void CheckSellers(Errors errors, IReadOnlyList<long> sellers)
    {
        errors.Require(sellers.Count <= MaxSellers, "sellers", $"has at most {MaxSellers} uids");
        var known = new HashSet<long>();
        for (var i = 0; i < sellers.Count; i++)
        {
            errors.Require(User.IsId(sellers[i]), $"sellers[{i}]", "is 1 to 2^53-1");
            errors.Require(known.Add(sellers[i]), $"sellers[{i}]", "is there twice");
        }
    }

    private static void CheckOrigins(Errors errors, IReadOnlyList<string> origins)
    {
        errors.Require(origins.Count <= MaxOrigins, "allowed_origins", $"has at most {MaxOrigins} origins");
        for (var i = 0; i < origins.Count; i++)
        {
            errors.Require(
                origins[i] is { Length: <= ShopOrigins.MaxLength } origin && Origins.IsOrigin(origin),
                $"allowed_origins[{i}]",
                $"is an origin as in https://shop.example, with no path, of at most {ShopOrigins.MaxLength} characters");
        }
    }
}
