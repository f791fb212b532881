namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcDuplicateTests() : DuplicateContract(new GrpcBackend());
