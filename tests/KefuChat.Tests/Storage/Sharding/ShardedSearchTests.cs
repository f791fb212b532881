namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedSearchTests() : SearchContract(new ShardedBackend());
