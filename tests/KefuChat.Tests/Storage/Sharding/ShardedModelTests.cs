namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedModelTests() : ModelContract(() => new ShardedBackend(), sequences: 30);
