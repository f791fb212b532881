namespace KefuChat.Tests.Storage.Model;

public sealed class ModelUnreadTests() : UnreadContract(new ModelBackend());
