namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcAssignmentChangeTests() : AssignmentChangeContract(new GrpcBackend());
