namespace KefuChat.Tests.Storage.Grpc;

public sealed class GrpcNarrowedConversationsTests() : NarrowedConversationsContract(new GrpcBackend());
