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

    /// <summary>
    /// Not known to be stored, and the same save may succeed later. A store of this process has stored nothing; one that
    /// was lost in the middle of the save may have: the uuid tells when it is made again.
    /// </summary>
    Unavailable,

    /// <summary>Of a check only: the sender has no message of that name.</summary>
    Absent,
}
