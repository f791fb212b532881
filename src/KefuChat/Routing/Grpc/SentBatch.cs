namespace KefuChat.Routing.Grpc;

/// <summary>What one batch told a node, kept until it is acknowledged.</summary>
/// <param name="Number">The batch's number in its session.</param>
/// <param name="Items">What it told; none where it only told that the gateway lives.</param>
/// <param name="Bytes">How much of them counts against the bound of what waits.</param>
/// <param name="SentAt">When it was taken, as a timestamp of the clock.</param>
internal sealed record SentBatch(ulong Number, IReadOnlyList<OutgoingItem> Items, long Bytes, long SentAt);
