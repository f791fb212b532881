using System.Text.Json;

namespace KefuChat.Support;

/// <summary>
/// The content <c>{"type":"read","sync_key":42}</c> of an UNPERSISTENT message: a client says how far it has read, and
/// the server tells others, each by a key of their own queue.
/// </summary>
internal static class ReadMark
{
    /// <summary>Whether a content is one, and the key it names, 1 to 2^53−1.</summary>
    public static bool TryParse(ReadOnlySpan<byte> content, out long syncKey)
    {
        syncKey = 0;

        // Nearly all that is UNPERSISTENT is typing: a look for the word spares the parser.
        if (content.IndexOf("\"read\""u8) < 0)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(content);
            return JsonElement.TryParseValue(ref reader, out var mark)
                && mark.Value is { ValueKind: JsonValueKind.Object } parsed
                && parsed.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("read"u8)
                && parsed.TryGetProperty("sync_key", out var key) && key.ValueKind == JsonValueKind.Number && key.TryGetInt64(out syncKey)
                && Protocol.User.IsId(syncKey);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate pair, or what is no UTF-8.
            syncKey = 0;
            return false;
        }
    }

    /// <summary>The content for a key.</summary>
    public static byte[] Content(long syncKey) => JsonSerializer.SerializeToUtf8Bytes(new { type = "read", sync_key = syncKey });
}
