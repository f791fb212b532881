namespace KefuChat.Protocol;

/// <summary>The flag bits of a frame.</summary>
[Flags]
internal enum MessageFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>The content is text.</summary>
    Text = 0x01,

    /// <summary>Routed to the receiver's live connections only; stored nowhere.</summary>
    Unpersistent = 0x02,

    /// <summary>Seen while syncing: this very device sent it.</summary>
    Self = 0x08,

    /// <summary>The server pushed this entry of the queue live.</summary>
    Push = 0x10,

    /// <summary>What a client may set; the server ignores the rest.</summary>
    FromClient = Text | Unpersistent,
}
