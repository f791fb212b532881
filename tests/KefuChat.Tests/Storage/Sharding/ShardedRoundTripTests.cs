namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedRoundTripTests() : RoundTripContract(new ShardedBackend());
