namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedDuplicateTests() : DuplicateContract(new ShardedBackend());
