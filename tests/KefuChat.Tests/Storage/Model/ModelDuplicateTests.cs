namespace KefuChat.Tests.Storage.Model;

public sealed class ModelDuplicateTests() : DuplicateContract(new ModelBackend());
