namespace KefuChat.Storage.Conversations;

/// <summary>What conversations a list is narrowed to.</summary>
internal enum ConversationState
{
    /// <summary>Open; for a seller, and assigned to that seller. One in no store is always open.</summary>
    Open,

    /// <summary>Closed, or, for a seller, handed to another.</summary>
    Closed,
}
