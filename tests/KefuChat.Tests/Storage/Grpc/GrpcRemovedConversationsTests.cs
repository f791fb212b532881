namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcRemovedConversationsTests() : RemovedConversationsContract(new GrpcBackend());
