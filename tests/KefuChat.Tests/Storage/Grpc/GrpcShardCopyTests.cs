namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcShardCopyTests() : ShardCopyContract(new GrpcBackend());
