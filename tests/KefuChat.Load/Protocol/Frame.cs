namespace KefuChat.Load.Protocol;

/// <summary>What a frame of the server's says, whatever the framing. Fields that its command does not have are 0.</summary>
internal readonly ref struct Frame
{
    public Command Command { get; init; }

    public FrameFlags Flags { get; init; }

    /// <summary>Of ACK and AUTH_STATUS.</summary>
    public Status Status { get; init; }

    /// <summary>The frame of ours that an ACK answers.</summary>
    public long AckedSeq { get; init; }

    /// <summary>
    /// The key a message has, in an ACK the one in our own queue, where a sync began or ended, what a notice or PONG names,
    /// or the newest one as AUTH_STATUS says.
    /// </summary>
    public long SyncKey { get; init; }

    /// <summary>The key before that of a message.</summary>
    public long PreviousSyncKey { get; init; }

    /// <summary>Whether SYNC_END says to ask again.</summary>
    public bool HasMore { get; init; }

    /// <summary>What a message says; valid as long as the bytes the frame was read from.</summary>
    public ReadOnlySpan<byte> Content { get; init; }

    /// <summary>The uuid of a message; valid as long as the bytes the frame was read from.</summary>
    public ReadOnlySpan<byte> Uuid { get; init; }
}
