namespace KefuChat.Tests.Routing.Grpc;

public sealed class GrpcSubscriptionTests() : SubscriptionContract(new GrpcRouterBackend(nodes: 1));
