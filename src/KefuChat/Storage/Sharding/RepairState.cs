namespace KefuChat.Storage.Sharding;

/// <summary>How far the repair of one shard is, and who is at it: a document there.</summary>
/// <param name="Owner">The process that repairs.</param>
/// <param name="UntilMs">When another may take over, Unix milliseconds.</param>
/// <param name="Place">Up to where all messages are known to be in both homes.</param>
/// <param name="ChangedMs">Up to when all changed assignments are known to be in all shards, Unix milliseconds.</param>
internal sealed record RepairState(string Owner, long UntilMs, long Place, long ChangedMs);
