using System.Text;
using System.Text.Json;

namespace KefuChat.Protocol;

/// <summary>
/// The classic framing has no field for a message's uuid; its clients put one into the content, which by convention
/// is a JSON object.
/// </summary>
internal static class ClassicUuid
{
    /// <summary>
    /// The top-level string <c>uuid</c> of the content, or "" when it is no JSON object or holds none. One that is longer
    /// than a uuid may be is content like any other: an old client could not be told that it is refused.
    /// </summary>
    public static string Find(ReadOnlySpan<byte> content)
    {
        // Most contents hold none; only a key spelt with escapes could be missed by looking for it as it is.
        if (content.IndexOf("\"uuid\""u8) < 0 && !content.Contains((byte)'\\'))
        {
            return "";
        }

        try
        {
            var uuid = Read(content);
            return Encoding.UTF8.GetByteCount(uuid) <= CustomerMessage.MaxUuidBytes ? uuid : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or the string escapes half a surrogate pair: opaque content without a uuid.
            return "";
        }
    }

    private static string Read(ReadOnlySpan<byte> content)
    {
        // Nesting costs the reader a bit a level, and content is under 32 KiB: any depth will do.
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = ClassicHeader.BodyLimit });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "";
        }

        var uuid = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUuid = reader.ValueTextEquals("uuid"u8);
            reader.Read();
            if (isUuid && reader.TokenType == JsonTokenType.String)
            {
                uuid = reader.GetString() ?? "";
            }

            reader.Skip();
        }

        // Anything behind the object means the content is not one: this throws.
        reader.Read();
        return uuid;
    }
}
