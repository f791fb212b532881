namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcModelTests() : ModelContract(() => new GrpcBackend());
