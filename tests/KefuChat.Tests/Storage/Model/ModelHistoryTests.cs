namespace KefuChat.Tests.Storage.Model;

public sealed class ModelHistoryTests() : HistoryContract(new ModelBackend());
