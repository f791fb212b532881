namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcShardReadTests() : ShardReadContract(new GrpcBackend());
