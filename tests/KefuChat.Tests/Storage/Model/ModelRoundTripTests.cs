namespace KefuChat.Tests.Storage.Model;

public sealed class ModelRoundTripTests() : RoundTripContract(new ModelBackend());
