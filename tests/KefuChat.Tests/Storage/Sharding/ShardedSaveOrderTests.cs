namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedSaveOrderTests() : SaveOrderContract(new ShardedBackend(isOneAtATime: false));
