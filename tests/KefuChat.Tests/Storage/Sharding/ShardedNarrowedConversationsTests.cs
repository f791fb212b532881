namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedNarrowedConversationsTests() : NarrowedConversationsContract(new ShardedBackend());
