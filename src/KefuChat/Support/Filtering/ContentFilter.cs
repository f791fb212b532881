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
    /// <summary>As deep as it comes: clients read at any depth, so that a limit here would be a hiding place.</summary>
    private static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

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
            var text = Encoding.UTF8.GetString(content.Span);
            var (masked, refused) = filter.Apply(text);
            return (masked == text ? content : Encoding.UTF8.GetBytes(masked), refused);
        }
    }

    /// <summary>In JSON, a word may be hidden behind escapes.</summary>
    private static bool MayHit(WordMatcher filter, ReadOnlySpan<byte> content) =>
        content.Contains((byte)'\\') || filter.MayFind(Encoding.UTF8.GetString(content));

    private static (ReadOnlyMemory<byte> Content, string? Refused) ApplyToJson(WordMatcher filter, ReadOnlyMemory<byte> content)
    {
        // Clients drop the mark where they decode the text.
        var json = content.Span.StartsWith(ByteOrderMark) ? content.Span[ByteOrderMark.Length..] : content.Span;
        var reader = new Utf8JsonReader(json, AnyDepth);
        var output = new ArrayBufferWriter<byte>(content.Length);
        var copied = 0;
        var isText = true;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.EndObject:
                    break;
                case var _ when reader.CurrentDepth == 0:
                    throw new JsonException("not an object");
                case JsonTokenType.PropertyName:
                    isText = IsText(JsonText.Of(reader));
                    break;
                case JsonTokenType.String when isText:
                    var text = JsonText.Of(reader);
                    var (masked, refused) = filter.Apply(text);
                    if (refused is not null)
                    {
                        return (content, refused);
                    }

                    if (masked != text)
                    {
                        output.Write(json[copied..(int)reader.TokenStartIndex]);
                        output.Write(Encoding.UTF8.GetBytes($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(masked)}\""));
                        copied = (int)reader.BytesConsumed;
                    }

                    break;
            }
        }

        if (copied == 0)
        {
            return (content, null);
        }

        output.Write(json[copied..]);
        return (output.WrittenMemory, null);
    }

    /// <summary>Names and addresses are what programs go by, not what people read.</summary>
    private static bool IsText(string property) => property is not ("type" or "event" or "uuid" or "id" or "file" or "url");
}
