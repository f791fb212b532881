namespace KefuChat.Configuration;

/// <summary>Origins of pages (RFC 6454), as browsers spell them.</summary>
internal static class Origins
{
    /// <summary>Whether this is one, as in <c>https://shop.example</c>: a scheme, a host and perhaps a port, nothing behind.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
