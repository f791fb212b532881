namespace KefuChat.Tests.Routing.Grpc;

public sealed class GrpcPublishOverThreeNodesTests() : PublishContract(new GrpcRouterBackend(nodes: 3));
