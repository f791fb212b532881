using System.Globalization;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;

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

    public static string Of(SyncPage page) => $"{Of(page.Messages)}\nmore={page.HasMore} end={page.EndKey}";

    public static string Of(HistoryMessage message) =>
        $"{Of(new StoredMessage(message.Message, message.Position, ""))} seller's #{message.SellerKey}";

    public static string Of(HistoryPage page) => $"{string.Join("\n", page.Messages.Select(Of))}\nmore={page.HasMore}";

    /// <summary>But for who answers it, and who of the sellers is named to a customer.</summary>
    public static string Of(ConversationSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{summary.Conversation with { SellerId = 0 }} unread={summary.Unread} read={summary.ReadKey} other={summary.OtherReadKey} last={Of(summary.Last)}");

    public static string Of(ConversationsPage page) => $"{string.Join("\n", page.Conversations.Select(Of))}\nmore={page.HasMore}";

    public static string Of(IEnumerable<long> keys) => string.Join(" ", keys);

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
