namespace KefuChat.Tests.Storage.Model;

public sealed class ModelSyncKeyTests() : SyncKeyContract(new ModelBackend());
