namespace KefuChat.Tests.Routing.Grpc;

public sealed class GrpcPushOverThreeNodesTests() : PushContract(new GrpcRouterBackend(nodes: 3));
