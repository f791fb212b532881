using System.Text;
using System.Text.Json;

namespace KefuChat.Storage.Search;

/// <summary>What of a message's content people read, and so look for.</summary>
internal static class SearchText
{
    private static readonly string[] Members = ["text", "title", "name", "note"];

    /// <summary>
    /// Of a JSON object the strings called text, title, name or note, at any depth, one to a line; of anything else all.
    /// </summary>
    public static string Of(ReadOnlyMemory<byte> content) => OfJson(content.Span) ?? Encoding.UTF8.GetString(content.Span);

    private static string? OfJson(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var text = new StringBuilder();
            var isRead = false;
            while (reader.Read())
            {
                if (isRead && reader.TokenType == JsonTokenType.String)
                {
                    text.Append(reader.GetString()).Append('\n');
                }

                isRead = reader.TokenType == JsonTokenType.PropertyName && IsMember(ref reader);
            }

            return text.ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON after all, or half a character: then it is what it is.
            return null;
        }
    }

    private static bool IsMember(ref Utf8JsonReader reader)
    {
        foreach (var member in Members)
        {
            if (reader.ValueTextEquals(member))
            {
                return true;
            }
        }

        return false;
    }
}
