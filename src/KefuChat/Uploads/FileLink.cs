namespace KefuChat.Uploads;

/// <summary>An address of a file that needs no token.</summary>
/// <param name="Url">Path and query on this server: whichever of its addresses is used.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
internal sealed record FileLink(string Url, DateTimeOffset ExpiresAt);
