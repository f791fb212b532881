namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcSaveTests() : SaveContract(new GrpcBackend());
