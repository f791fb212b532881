using KefuChat.Load.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>A message that a user wrote, and what became of it. Belongs to its sender's client.</summary>
internal sealed class SentMessage(MessageName name)
{
    public MessageName Name => name;

    /// <summary>Whether it was put on the wire before.</summary>
    public bool WasSent { get; set; }

    /// <summary>The key in the sender's queue that its ACK told; null while it has none.</summary>
    public long? AcknowledgedKey { get; set; }

    /// <summary>Why it was refused for good; null when it was not.</summary>
    public Status? Refusal { get; set; }
}
