namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedConversationsTests() : ConversationsContract(new ShardedBackend());
