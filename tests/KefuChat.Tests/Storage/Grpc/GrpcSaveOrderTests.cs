namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcSaveOrderTests() : SaveOrderContract(new GrpcBackend());
