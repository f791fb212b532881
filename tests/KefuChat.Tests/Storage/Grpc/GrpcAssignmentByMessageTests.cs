namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcAssignmentByMessageTests() : AssignmentByMessageContract(new GrpcBackend());
