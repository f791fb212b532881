namespace KefuChat.Tests.Storage.Model;

public sealed class ModelSyncTests() : SyncContract(new ModelBackend());
