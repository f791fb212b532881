namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcMergeTests() : MergeContract(new GrpcBackend());
