namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcClaimTests() : ClaimContract(new GrpcBackend());
