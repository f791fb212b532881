namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedSyncTests() : SyncContract(new ShardedBackend());
