namespace KefuChat.Tests.Storage.Model;

public sealed class ModelConversationsTests() : ConversationsContract(new ModelBackend());
