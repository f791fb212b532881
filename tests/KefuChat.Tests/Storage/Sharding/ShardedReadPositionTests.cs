namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedReadPositionTests() : ReadPositionContract(new ShardedBackend());
