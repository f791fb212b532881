namespace KefuChat.Http.Conversations;

/// <summary>Hands a conversation over.</summary>
/// <param name="Seller">The uid of the seller who is to have it.</param>
/// <param name="Note">For the sellers' eyes only; at most 2000 characters.</param>
internal sealed record TransferRequest(long Seller, string Note = "");
