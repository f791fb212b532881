namespace Grpc.Tests.Support;

/// <summary>Sends a grpc-timeout that the client of the call knows nothing of.</summary>
internal sealed class TimeoutAddingHandler(string timeout) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("grpc-timeout", timeout);
        return base.SendAsync(request, cancellationToken);
    }
}
