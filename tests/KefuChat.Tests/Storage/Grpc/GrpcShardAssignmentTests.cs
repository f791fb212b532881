namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcShardAssignmentTests() : ShardAssignmentContract(new GrpcBackend());
