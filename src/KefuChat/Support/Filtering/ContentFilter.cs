using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KefuChat.Support.Filtering;

/// <summary>
/// Applies a word filter to a message's content: to the string values of a JSON object, but for those that are no text,
/// or else to the whole of it. What is not hit is carried untouched, byte for byte.
/// </summary>
internal static class ContentFilter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Looks through a content.</summary>
    /// <returns>The content with what is to be masked replaced, and the first word it must be refused for, or null.</returns>
    public static (ReadOnlyMemory<byte> Content, string? Refused) Apply(WordMatcher filter, ReadOnlyMemory<byte> content)
    {
        if (filter.IsEmpty || !MayHit(filter, content.Span))
        {
            return (content, null);
        }

        try
        {
            return ApplyToJson(filter, content);
        }
        catch (JsonException)
        {
            var (text, refused) = filter.Apply(Encoding.UTF8.GetString(content.Span));
            return (Encoding.UTF8.GetBytes(text), refused);
        }
    }

    /// <summary>In JSON, a word may be hidden behind escapes.</summary>
    private static bool MayHit(WordMatcher filter, ReadOnlySpan<byte> content) =>
        content.Contains((byte)'\\') || filter.MayFind(Encoding.UTF8.GetString(content));

    private static (ReadOnlyMemory<byte> Content, string? Refused) ApplyToJson(WordMatcher filter, ReadOnlyMemory<byte> content)
    {
        var buffer = new ArrayBufferWriter<byte>(content.Length);
        using var writer = new Utf8JsonWriter(buffer, Relaxed);
        var reader = new Utf8JsonReader(content.Span);
        var isHit = false;
        var isText = true;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when reader.CurrentDepth == 0:
                    writer.WriteStartObject();
                    break;
                case var _ when reader.CurrentDepth == 0 && reader.TokenType != JsonTokenType.EndObject:
                    throw new JsonException("not an object");
                case JsonTokenType.PropertyName:
                    isText = IsText(reader.GetString()!);
                    writer.WritePropertyName(reader.GetString()!);
                    break;
                case JsonTokenType.String when isText:
                    var text = reader.GetString()!;
                    var (masked, refused) = filter.Apply(text);
                    if (refused is not null)
                    {
                        return (content, refused);
                    }

                    isHit |= masked != text;
                    writer.WriteStringValue(masked);
                    break;
                default:
                    Copy(writer, ref reader);
                    break;
            }
        }

        writer.Flush();
        return (isHit ? buffer.WrittenMemory : content, null);
    }

    private static void Copy(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    /// <summary>Names and addresses are what programs go by, not what people read.</summary>
    private static bool IsText(string property) => property is not ("type" or "event" or "uuid" or "id" or "file" or "url");
}
