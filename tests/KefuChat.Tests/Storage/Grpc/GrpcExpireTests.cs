namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcExpireTests() : ExpireContract(new GrpcBackend());
