namespace KefuChat.Storage;

/// <summary>What a save came to.</summary>
internal enum SaveStatus
{
    /// <summary>The message is in both queues, on stable storage.</summary>
    Stored,

    /// <summary>It was there already: the keys and timestamp are those of the first time.</summary>
    Duplicate,

    /// <summary>
    /// Its uuid belongs to a message stored in another conversation: the keys and timestamp are that one's, and the
    /// receiver has nothing to be told of.
    /// </summary>
    Reused,

    /// <summary>Nothing is stored; the same save may succeed later.</summary>
    Unavailable,
}
