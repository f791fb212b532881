namespace KefuChat.Tests.Storage.Model;

public sealed class ModelReadPositionTests() : ReadPositionContract(new ModelBackend());
