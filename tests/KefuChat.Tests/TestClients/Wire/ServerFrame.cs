using KefuChat.Protocol;

namespace KefuChat.Tests.TestClients.Wire;

/// <summary>Everything that a server can say in one frame; what a command does not carry stays at its default.</summary>
internal sealed record ServerFrame(Command Command, long Seq, MessageFlags Flags)
{
    /// <summary>The version in a classic header.</summary>
    public byte Version { get; init; }

    public long SyncKey { get; init; }

    public long PrevSyncKey { get; init; }

    public Status Status { get; init; }

    public long AckedSeq { get; init; }

    /// <summary>Milliseconds in both framings; the classic one has whole seconds.</summary>
    public long TimestampMs { get; init; }

    public string Reason { get; init; } = "";

    public long AppId { get; init; }

    public long Uid { get; init; }

    public bool HasMore { get; init; }

    public long CustomerAppId { get; init; }

    public long CustomerId { get; init; }

    public long StoreId { get; init; }

    public long SellerId { get; init; }

    public string Content { get; init; } = "";

    public string Uuid { get; init; } = "";

    /// <summary>CUSTOMER_V2 only, as the three below.</summary>
    public long SenderAppId { get; init; }

    public long Sender { get; init; }

    public long ReceiverAppId { get; init; }

    public long Receiver { get; init; }
}
