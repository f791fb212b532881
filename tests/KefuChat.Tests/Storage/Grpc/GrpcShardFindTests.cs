namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcShardFindTests() : ShardFindContract(new GrpcBackend());
