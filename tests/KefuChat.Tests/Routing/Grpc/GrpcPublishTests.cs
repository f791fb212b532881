namespace KefuChat.Tests.Routing.Grpc;

public sealed class GrpcPublishTests() : PublishContract(new GrpcRouterBackend(nodes: 1));
