namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedSyncKeyTests() : SyncKeyContract(new ShardedBackend());
