namespace Grpc.Core.Wire;

/// <summary>Values of metadata as HTTP headers carry them: text as it is, bytes in base64.</summary>
internal static class MetadataValue
{
    /// <summary>Bytes go without padding, as the protocol asks.</summary>
    public static string Encode(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;

    /// <summary>
    /// Adds what a header holds. Bytes may come with or without padding, and several joined by commas; what is not base64,
    /// or has no key that metadata may have, is left out: it must not fail the call of whoever does not look for it.
    /// </summary>
    public static void Decode(string name, string value, Metadata metadata)
    {
        try
        {
            if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
            {
                metadata.Add(name, value);
                return;
            }

            foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
            {
                var padding = (4 - part.Length % 4) % 4;
                metadata.Add(name, Convert.FromBase64String(part.PadRight(part.Length + padding, '=')));
            }
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
        }
    }
}
