namespace KefuChat.Tests.Storage.Model;

public sealed class ModelSaveTests() : SaveContract(new ModelBackend());
