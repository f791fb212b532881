using System.Globalization;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage;

/// <summary>The store's answers as text with nothing left out, so that two are equal exactly when they say the same.</summary>
internal static class Answer
{
    public static string Of(StoredMessage entry)
    {
        var message = entry.Message;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{entry.SyncKey} {message.Command} flags={(int)message.Flags} v2={message.IsV2} at={message.TimestampMs} "
            + $"customer={message.Customer} shop={message.StoreId} seller={message.SellerId} "
            + $"device={Quote(entry.SenderDevice)} uuid={Quote(message.Uuid)} content={Convert.ToHexString(message.Content.Span)}");
    }

    public static string Of(IEnumerable<StoredMessage> entries) => string.Join("\n", entries.Select(Of));

    public static string Of(SyncPage page) => $"{Of(page.Messages)}\nmore={page.HasMore}";

    public static string Of(IEnumerable<ConversationSummary> conversations) => string.Join(
        "\n",
        conversations.Select(summary => $"{summary.Conversation} unread={summary.Unread} last={Of(summary.Last)}"));

    public static string Of(IEnumerable<long> keys) => string.Join(" ", keys);

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
