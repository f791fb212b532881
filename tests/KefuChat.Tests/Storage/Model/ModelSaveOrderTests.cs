namespace KefuChat.Tests.Storage.Model;

public sealed class ModelSaveOrderTests() : SaveOrderContract(new ModelBackend());
