using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Kefu.Imr.V1;
using Kefu.Ims.V1;
using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Storage;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Storage;
using Microsoft.Extensions.Options;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace KefuChat.Tests.Cluster;

/// <summary>A process serves its roles to others on a port of their own, to whoever bears the cluster key.</summary>
public sealed class GrpcServerTests : IAsyncDisposable
{
    private const string Key = "the-cluster-key-of-the-tests";

    private readonly KefuServer _server = new KefuServer(HostKind.InMemory)
        .Set("Kefu:Grpc:Url", "http://127.0.0.1:0")
        .Set("Kefu:ClusterKey", Key);

    private GrpcChannel? _channel;

    private Uri Address => _server.Get<GrpcServer>().Address!;

    /// <summary>Without the key.</summary>
    private GrpcChannel Channel => _channel ??= GrpcChannel.ForAddress(Address);

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_bears_the_key_is_served()
    {
        using var channel = Open(Key);
        Assert.Equal([0], (await new Ims.ImsClient(channel).LatestKeysAsync(new LatestKeysRequest { Users = { new Kefu.Chat.V1.User { AppId = 7, Uid = 1 } } })).SyncKeys);
        using var session = new Imr.ImrClient(channel).Session(new Metadata { { "kefu-gateway", "a gateway" } });
        Assert.True(await session.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-key-than-the-clusters")]
    [InlineData("")]
    public async Task Whoever_does_not_is_UNAUTHENTICATED_and_told_what_is_missing(string? key)
    {
        using var channel = key is null ? GrpcChannel.ForAddress(Address) : Open(key);
        using var saving = new Ims.ImsClient(channel).Save();
        using var session = new Imr.ImrClient(channel).Session();

        await IsRefusedAsync(() => new Ims.ImsClient(channel).ProbeAsync(new ProbeRequest()).ResponseAsync);
        await IsRefusedAsync(() => saving.ResponseStream.MoveNext(CancellationToken.None));
        await IsRefusedAsync(() => session.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Health_is_told_to_everybody_for_the_process_and_for_each_role()
    {
        var health = new Health.HealthClient(Channel);
        foreach (var service in (string[])["", "kefu.ims.v1.Ims", "kefu.imr.v1.Imr"])
        {
            Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = service })).Status);
        }

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await health.CheckAsync(new HealthCheckRequest { Service = "kefu.cook" }));
        Assert.Equal((StatusCode.NotFound, "no service 'kefu.cook' is served here"), (refusal.StatusCode, refusal.Status.Detail));
    }

    [Fact]
    public async Task A_role_that_cannot_do_its_work_is_not_serving_and_the_other_one_is()
    {
        _server.Replace<IMessageStore>(new FailingStore());
        var health = new Health.HealthClient(Channel);

        Assert.Equal(ServingStatus.NotServing, (await health.CheckAsync(new HealthCheckRequest())).Status);
        Assert.Equal(ServingStatus.NotServing, (await health.CheckAsync(new HealthCheckRequest { Service = "kefu.ims.v1.Ims" })).Status);
        Assert.Equal(ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest { Service = "kefu.imr.v1.Imr" })).Status);
    }

    [Fact]
    public async Task A_watcher_hears_the_status_at_once_and_each_change_of_it()
    {
        var time = _server.UseManualTime();
        var store = new FailingStore();
        _server.Replace<IMessageStore>(store);
        using var watching = new Health.HealthClient(Channel).Watch(new HealthCheckRequest { Service = "kefu.ims.v1.Ims" });

        Assert.Equal(ServingStatus.NotServing, await NextAsync(watching));
        store.IsBack = true;
        await EndToEndTest.WaitUntilAsync(() => time.HasTimerWithin(HealthService.WatchInterval));
        time.Advance(HealthService.WatchInterval);
        Assert.Equal(ServingStatus.Serving, await NextAsync(watching));

        using var unknown = new Health.HealthClient(Channel).Watch(new HealthCheckRequest { Service = "kefu.cook" });
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(unknown));
    }

    [Fact]
    public async Task The_roles_are_not_reachable_where_the_public_is_nor_the_public_endpoints_where_they_are()
    {
        using var http = _server.CreateClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri("/kefu.ims.v1.Ims/Probe", UriKind.Relative)) { Content = new ByteArrayContent([0, 0, 0, 0, 0]) };
        call.Content.Headers.ContentType = new("application/grpc");
        call.Headers.Authorization = new("Bearer", Key);
        using var answer = await http.SendAsync(call);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);

        using var grpc = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var health = await grpc.GetAsync(new Uri(Address, "/healthz"));
        Assert.Equal(HttpStatusCode.NotFound, health.StatusCode);
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_TLS()
    {
        using var directory = new TemporaryDirectory();
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(directory.File("kefu.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(directory.File("kefu.key"), key.ExportPkcs8PrivateKeyPem());
        _server
            .Set("Kefu:Grpc:Url", "https://127.0.0.1:0")
            .Set("Kestrel:Certificates:Default:Path", directory.File("kefu.pem"))
            .Set("Kestrel:Certificates:Default:KeyPath", directory.File("kefu.key"));

        using var channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString() },
            },
        });

        Assert.Equal("https", Address.Scheme);
        Assert.Equal(ServingStatus.Serving, (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest())).Status);
    }

    private GrpcChannel Open(string key) => new ClusterChannels(Options.Create(new KefuOptions { ClusterKey = key })).Open(Address);

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watching)
    {
        Assert.True(await watching.ResponseStream.MoveNext(CancellationToken.None));
        return watching.ResponseStream.Current.Status;
    }

    private static async Task IsRefusedAsync(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        Assert.Contains("Kefu:ClusterKey", refusal.Status.Detail, StringComparison.Ordinal);
    }
}
