namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcReadPositionTests() : ReadPositionContract(new GrpcBackend());
