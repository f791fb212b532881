namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcHistoryTests() : HistoryContract(new GrpcBackend());
