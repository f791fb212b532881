namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcConversationsTests() : ConversationsContract(new GrpcBackend());
