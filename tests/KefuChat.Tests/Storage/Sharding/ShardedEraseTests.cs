namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedEraseTests() : EraseContract(new ShardedBackend());
