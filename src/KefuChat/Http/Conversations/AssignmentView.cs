namespace KefuChat.Http.Conversations;

/// <summary>The seller a customer is to write to.</summary>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Seller">The seller; its uid is the <c>seller_id</c> of messages.</param>
/// <param name="AnyoneOnline">Whether any seller of the store is here now.</param>
/// <param name="Offline">What to tell a customer whom nobody answers now; null while the seller is here.</param>
internal sealed record AssignmentView(string Conversation, PersonView Seller, bool AnyoneOnline, OfflineView? Offline);
