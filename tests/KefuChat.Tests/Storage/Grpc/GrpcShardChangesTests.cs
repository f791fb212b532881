namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcShardChangesTests() : ShardChangesContract(new GrpcBackend());
