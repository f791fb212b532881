using System.Text;
using System.Text.Json.Serialization;
using KefuChat.Protocol;

namespace KefuChat.Http.Conversations;

/// <summary>A message.</summary>
/// <param name="Position">Where it is in the conversation, for paging through its history; null in other lists.</param>
/// <param name="SyncKey">Its key in the caller's own queue; null where it is not in it.</param>
/// <param name="From">customer or seller.</param>
/// <param name="SellerId">The seller who wrote it, or whom it was written to.</param>
/// <param name="TimestampMs">When the server took it, Unix milliseconds.</param>
/// <param name="Content">As it was written: by convention JSON.</param>
/// <param name="Uuid">The sender's own id of it; "" for none.</param>
/// <param name="Conversation">The id of its conversation; only in a search's hits.</param>
internal sealed record MessageView(
    long? Position,
    long? SyncKey,
    string From,
    [property: JsonPropertyName("seller")] long SellerId,
    long TimestampMs,
    string Content,
    string Uuid,
    string? Conversation = null)
{
    /// <summary>A message as an API call shows it.</summary>
    public static MessageView Of(CustomerMessage message, long? syncKey, long? position = null) => new(
        position,
        syncKey,
        message.Command == Command.Customer ? "customer" : "seller",
        message.SellerId,
        message.TimestampMs,
        Encoding.UTF8.GetString(message.Content.Span),
        message.Uuid);
}
