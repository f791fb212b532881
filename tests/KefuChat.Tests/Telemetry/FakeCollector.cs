using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace KefuChat.Tests.Telemetry;

/// <summary>An OpenTelemetry collector that keeps what it is sent.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _exports = new();
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeCollector(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    /// <summary>Whether it takes what is sent but never says so.</summary>
    public bool IsSilent { get; init; }

    public string Address => _app.Urls.First();

    /// <summary>Starts one.</summary>
    /// <param name="protocol">grpc or http/protobuf.</param>
    /// <param name="isSilent">Whether it never answers.</param>
    public static async Task<FakeCollector> StartAsync(string protocol, bool isSilent = false)
    {
        var collector = new FakeCollector(protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1) { IsSilent = isSilent };
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Whether something that bears all these strings was exported to a path.</summary>
    public bool Has(string path, params string[] texts) =>
        _exports.Any(export => export.Path == path && texts.All(text => export.Body.Contains(text, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult();
        await _app.DisposeAsync();
    }

    /// <summary>Strings lie in protobuf as they are, so a byte for a character finds them.</summary>
    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _exports.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        if (IsSilent)
        {
            await _ending.Task;
        }

        context.Response.ContentType = context.Request.ContentType;
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            // An empty message, uncompressed: a response that says nothing was rejected.
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
        }
    }
}
