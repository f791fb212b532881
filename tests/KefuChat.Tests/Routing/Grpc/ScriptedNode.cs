using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using Kefu.Imr.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Routing.Grpc;

/// <summary>A node that says to its gateway what a test makes it say. Serves one session after the other.</summary>
internal sealed class ScriptedNode : Imr.ImrBase, IAsyncDisposable
{
    private readonly Channel<NodeBatch> _words = Channel.CreateUnbounded<NodeBatch>();
    private readonly Channel<GatewayBatch> _heard = Channel.CreateUnbounded<GatewayBatch>();
    private readonly WebApplication _app;
    private GrpcChannel? _channel;

    private ScriptedNode()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<ScriptedNode>();
    }

    public CallInvoker Way => _channel!.CreateCallInvoker();

    public static async Task<ScriptedNode> StartAsync()
    {
        var node = new ScriptedNode();
        await node._app.StartAsync();
        node._channel = GrpcChannel.ForAddress(node._app.Urls.Single());
        return node;
    }

    public void Say(NodeBatch word) => Assert.True(_words.Writer.TryWrite(word));

    /// <summary>The next batch a gateway sends, once it does.</summary>
    public Task<GatewayBatch> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(TestGateway.Patience);

    public override async Task Session(
        IAsyncStreamReader<GatewayBatch> requestStream, IServerStreamWriter<NodeBatch> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new NodeBatch());
        var speaking = SpeakAsync(responseStream, context.CancellationToken);
        while (await requestStream.MoveNext(CancellationToken.None))
        {
            Assert.True(_heard.Writer.TryWrite(requestStream.Current));
        }

        _words.Writer.TryComplete();
        await speaking;
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task SpeakAsync(IServerStreamWriter<NodeBatch> batches, CancellationToken gone)
    {
        await foreach (var word in _words.Reader.ReadAllAsync(gone))
        {
            await batches.WriteAsync(word, gone);
        }
    }
}
