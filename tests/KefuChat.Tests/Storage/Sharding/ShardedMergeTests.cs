namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedMergeTests() : MergeContract(new ShardedBackend());
