namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcSearchTests() : SearchContract(new GrpcBackend());
