namespace KefuChat.Tests.Storage.Model;

public sealed class ModelSearchTests() : SearchContract(new ModelBackend());
