namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedSaveTests() : SaveContract(new ShardedBackend());
