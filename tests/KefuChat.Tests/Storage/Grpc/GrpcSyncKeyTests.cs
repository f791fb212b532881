namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcSyncKeyTests() : SyncKeyContract(new GrpcBackend());
