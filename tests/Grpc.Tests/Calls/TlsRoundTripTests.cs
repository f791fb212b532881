using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

public sealed class TlsRoundTripTests : RoundTripTests
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_UNAVAILABLE()
    {
        await using var server = await StartAsync();
        await Statuses.AssertFailsAsync(StatusCode.Unavailable, server.Connect().UnaryAsync(new EchoRequest()));
    }

    private protected override Task<EchoServer> StartAsync() => Tls.StartAsync();

    private protected override Echo.EchoClient Connect(EchoServer server) =>
        server.Connect(new GrpcChannelOptions { HttpHandler = Tls.CreateHandler(), DisposeHttpClient = true, Credentials = ChannelCredentials.SecureSsl });
}
