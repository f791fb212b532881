namespace KefuChat.Storage.Postgres;

/// <summary>A visitor's conversation that becomes a customer's.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Target">The customer's own with the same seller in the same store; itself where there is none.</param>
/// <param name="Seller">The seller's queue.</param>
/// <param name="VisitorsPosition">Up to which key of the visitor's queue, and which message, the visitor has read it; null for not at all.</param>
internal sealed record PostgresMergedConversation(long Id, long Target, long Seller, (long Key, long Message)? VisitorsPosition)
{
    /// <summary>Whether it becomes a part of another.</summary>
    public bool IsJoined => Id != Target;
}
