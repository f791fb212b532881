namespace KefuChat.Tests.Routing.Grpc;

public sealed class GrpcPushTests() : PushContract(new GrpcRouterBackend(nodes: 1));
