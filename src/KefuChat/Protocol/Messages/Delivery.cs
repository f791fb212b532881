namespace KefuChat.Protocol;

/// <summary>Server → client: a message, as an entry of the reader's own queue.</summary>
/// <param name="Message">The message, shared by all who get it.</param>
/// <param name="SyncKey">Its key in the reader's queue; 0 when it is UNPERSISTENT.</param>
/// <param name="Marks">SELF or PUSH.</param>
internal sealed record Delivery(CustomerMessage Message, long SyncKey, MessageFlags Marks) : Message
{
    /// <inheritdoc/>
    public override Command Command => Message.Command;

    /// <summary>All the flags the reader sees.</summary>
    public MessageFlags Flags => Message.Flags | Marks;

    /// <summary>Whether this is an entry of a queue, sent as it was stored rather than in answer to a SYNC.</summary>
    public bool IsPush => (Marks & MessageFlags.Push) != 0;
}
