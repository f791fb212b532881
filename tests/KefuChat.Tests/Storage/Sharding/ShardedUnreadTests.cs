namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedUnreadTests() : UnreadContract(new ShardedBackend());
