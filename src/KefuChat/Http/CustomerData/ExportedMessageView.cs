using System.Text;
using System.Text.Json.Serialization;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Http.CustomerData;

/// <summary>A message of an export.</summary>
/// <param name="SyncKey">Its key in the customer's queue.</param>
/// <param name="Store">The store.</param>
/// <param name="From">customer or seller.</param>
/// <param name="SellerId">The seller who wrote it, or whom it was written to.</param>
/// <param name="TimestampMs">When the server took it, Unix milliseconds.</param>
/// <param name="Content">As it was written.</param>
internal sealed record ExportedMessageView(
    long SyncKey, long Store, string From, [property: JsonPropertyName("seller")] long SellerId, long TimestampMs, string Content)
{
    /// <summary>An entry of the customer's queue.</summary>
    public static ExportedMessageView Of(StoredMessage stored) => new(
        stored.SyncKey,
        stored.Message.StoreId,
        stored.Message.Command == Command.Customer ? "customer" : "seller",
        stored.Message.SellerId,
        stored.Message.TimestampMs,
        Encoding.UTF8.GetString(stored.Message.Content.Span));
}
