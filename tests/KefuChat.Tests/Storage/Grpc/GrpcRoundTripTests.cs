namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcRoundTripTests() : RoundTripContract(new GrpcBackend());
