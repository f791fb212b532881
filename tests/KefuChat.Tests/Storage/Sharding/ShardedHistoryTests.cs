namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedHistoryTests() : HistoryContract(new ShardedBackend());
