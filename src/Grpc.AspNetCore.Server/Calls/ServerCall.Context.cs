using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

internal sealed partial class ServerCall
{
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private AuthContext? _authContext;

    protected override string MethodCore { get; }

    protected override DateTime DeadlineCore { get; }

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore => CallRequest.ReadPeer(HttpContext.Connection);

    protected override Metadata RequestHeadersCore => _requestHeaders ??= CallRequest.ReadMetadata(HttpContext.Request);

    protected override CancellationToken CancellationTokenCore => _cancellation.Token;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>Certificates are not read for this; the HTTP context's connection has them.</summary>
    protected override AuthContext AuthContextCore => _authContext ??= new AuthContext(null, []);

    protected override IDictionary<object, object> UserStateCore => HttpContext.Items!;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Calls hand nothing on by themselves; pass Deadline and CancellationToken.");

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (HasMessages || HttpContext.Response.HasStarted)
        {
            throw new InvalidOperationException("Response headers are sent once, before the first message.");
        }

        CallResponse.AddHeaders(HttpContext.Response, responseHeaders);
        await HttpContext.Response.BodyWriter.FlushAsync();
    }
}
