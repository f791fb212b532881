namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcUnreadTests() : UnreadContract(new GrpcBackend());
