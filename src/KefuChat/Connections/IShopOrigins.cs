namespace KefuChat.Connections;

/// <summary>The origins of the shops' own pages.</summary>
internal interface IShopOrigins
{
    /// <summary>
    /// Whether any shop has this origin. An answer may be some seconds old; while storage cannot be asked the last one
    /// goes on, and whoever was never asked about is not there.
    /// </summary>
    ValueTask<bool> ContainsAsync(string origin);
}
