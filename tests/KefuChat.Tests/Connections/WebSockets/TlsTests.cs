using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Storage;
using KefuChat.Tests.TestClients;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>An endpoint with TLS speaks nothing else, and on it a WebSocket opens through HTTP.</summary>
public sealed class TlsTests : EndToEndTest
{
    private readonly TemporaryDirectory _directory = new();
    private readonly X509Certificate2 _certificate;

    public TlsTests()
        : base(HostKind.ConfiguredKestrel)
    {
        using var key = ECDsa.Create();
        _certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_directory.File("kefu.pem"), _certificate.ExportCertificatePem());
        File.WriteAllText(_directory.File("kefu.key"), key.ExportPkcs8PrivateKeyPem());
        Server
            .Set("Urls", "https://127.0.0.1:0")
            .Set("Kestrel:Certificates:Default:Path", _directory.File("kefu.pem"))
            .Set("Kestrel:Certificates:Default:KeyPath", _directory.File("kefu.key"));
    }

    private Uri Address => new(Assert.Single(Server.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses));

    [Fact]
    public async Task A_request_in_plain_text_is_not_answered()
    {
        using var client = await RawClient.ConnectAsync(Address);
        await client.SendAsync([.. Encoding.ASCII.GetBytes(RawClient.Request()), .. ClientFrame.Close(1000)]);
        Assert.DoesNotContain("HTTP/1.1", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_chat_over_wss()
    {
        await using var customer = await LoginAsync(Customer);
        await using var seller = await LoginAsync(Seller);
        await customer.AskAsync(Customer, Seller.Uid, "hello");
        await customer.ExpectAsync(Command.Ack);
        Assert.Equal("hello", (await seller.ExpectAsync(Command.Customer)).Content);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _certificate.Dispose();
        _directory.Dispose();
    }

    private async Task<KefuClient> LoginAsync(User user)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(KefuV1Codec.Subprotocol);
        socket.Options.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == _certificate.GetCertHashString();
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "wss", Path = "/ws" }.Uri, CancellationToken.None);
        var client = new KefuClient(new WebClientSocket(socket));
        client.Read();
        await client.LoginAsync(Server.Token(user), "device");
        return client;
    }
}
