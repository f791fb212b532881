namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcDocumentTests() : DocumentContract(new GrpcBackend());
