namespace KefuChat.Tests.Routing.Grpc;

public sealed class GrpcSubscriptionOverThreeNodesTests() : SubscriptionContract(new GrpcRouterBackend(nodes: 3));
