namespace KefuChat.Connections;

/// <summary>What became of a live message offered to a connection.</summary>
internal enum SendResult
{
    /// <summary>It will be sent.</summary>
    Queued,

    /// <summary>
    /// The connection is behind: this and others become one SYNC_NOTIFY, on which the client syncs. Nothing is lost.
    /// </summary>
    Collapsed,

    /// <summary>The connection is behind or syncing, and the message is UNPERSISTENT: this connection does not get it.</summary>
    Dropped,

    /// <summary>The connection is closing: what is in the queue waits there for the next one.</summary>
    Closed,
}
