namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcEraseTests() : EraseContract(new GrpcBackend());
