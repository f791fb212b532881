namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcSyncTests() : SyncContract(new GrpcBackend());
