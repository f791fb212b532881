using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

public sealed class CleartextRoundTripTests : RoundTripTests
{
    private protected override Task<EchoServer> StartAsync() => EchoServer.StartAsync();

    private protected override Echo.EchoClient Connect(EchoServer server) => server.Connect();
}
