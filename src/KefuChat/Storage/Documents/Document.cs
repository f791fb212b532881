namespace KefuChat.Storage.Documents;

/// <summary>A small document: settings of a shop, a seller's name, …</summary>
/// <param name="Key">What it is known by.</param>
/// <param name="Version">
/// What this state of it is known by: chosen by whoever writes it, different each time. Two writers who read the same
/// state cannot both replace it.
/// </param>
/// <param name="Body">UTF-8 JSON, at most <see cref="MaxBodyBytes"/>; opaque to the store.</param>
internal sealed record Document(DocumentKey Key, string Version, ReadOnlyMemory<byte> Body)
{
    /// <summary>The largest body, in bytes.</summary>
    public const int MaxBodyBytes = 256 * 1024;
}
