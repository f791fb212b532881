using System.Text.Json;
using KefuChat.Protocol;

namespace KefuChat.Support;

/// <summary>The content <c>{"type":"typing"}</c> of an UNPERSISTENT message: the sender is writing.</summary>
internal static class TypingMark
{
    /// <summary>
    /// Whether an UNPERSISTENT message may be a seller's typing in a store's conversation, by a look for the word alone.
    /// Customers write only to whoever answers, and are not looked at.
    /// </summary>
    public static bool MayBeSellers(CustomerMessage message) =>
        message is { Command: Command.CustomerSupport, StoreId: > 0 } && message.Content.Span.IndexOf("\"typing\""u8) >= 0;

    /// <summary>Whether a content is one.</summary>
    public static bool Is(ReadOnlySpan<byte> content)
    {
        try
        {
            var reader = new Utf8JsonReader(content);
            return JsonElement.TryParseValue(ref reader, out var mark)
                && mark.Value is { ValueKind: JsonValueKind.Object } parsed
                && parsed.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("typing"u8);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate pair, or what is no UTF-8.
            return false;
        }
    }
}
