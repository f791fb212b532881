namespace KefuChat.Load.Protocol;

/// <summary>
/// What is the same in every message of a sender to a receiver. Content is a JSON object in ASCII, not empty and without a
/// uuid.
/// </summary>
internal sealed record OutgoingMessage(
    Command Command, FrameFlags Flags, long CustomerAppId, long CustomerId, long StoreId, long SellerId, string Content);
