using KefuChat.Protocol;

namespace KefuChat.Storage.Conversations;

/// <summary>A message of a conversation's history.</summary>
/// <param name="Message">The message.</param>
/// <param name="Position">
/// Where it is in the conversation, and in all the customer's conversations: its key in the customer's queue. What pages
/// are asked by.
/// </param>
/// <param name="SellerKey">Its key in its seller's queue.</param>
/// <param name="DedupeId">What a message without a uuid is known by instead (<see cref="SaveRequest.DedupeId"/>); never shown.</param>
internal sealed record HistoryMessage(CustomerMessage Message, long Position, long SellerKey, string DedupeId = "")
{
    /// <summary>What the sender's message is known by; "" for nothing.</summary>
    public string DedupeKey => Message.Uuid.Length > 0 ? Message.Uuid : DedupeId;
}
