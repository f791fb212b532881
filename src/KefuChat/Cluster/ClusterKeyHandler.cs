using System.Net.Http.Headers;

namespace KefuChat.Cluster;

/// <summary>Adds the cluster key to every call of a channel.</summary>
/// <param name="key"><c>Kefu:ClusterKey</c>; empty: none is added.</param>
/// <param name="inner">What sends the call.</param>
internal sealed class ClusterKeyHandler(string key, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly AuthenticationHeaderValue? _authorization = key.Length > 0 ? new("Bearer", key) : null;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = _authorization;
        return base.SendAsync(request, cancellationToken);
    }
}
