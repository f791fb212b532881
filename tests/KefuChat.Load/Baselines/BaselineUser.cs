using System.Globalization;
using KefuChat.Load.Options;

namespace KefuChat.Load.Baselines;

/// <summary>Who a baseline's client says it is: a baseline believes everybody.</summary>
internal readonly record struct BaselineUser(bool IsCustomer, long Uid)
{
    public static BaselineUser Seller(long uid) => new(false, uid);

    /// <summary>Reads a token, <c>appid:uid</c>; every app but the customers' is the sellers'.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static BaselineUser Parse(string token) => token.Split(':') is [var appId, var uid]
        ? new(Number(appId) == LoadOptions.CustomerAppId, Number(uid))
        : throw new FormatException($"'{token}' is not appid:uid");

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
