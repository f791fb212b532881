using System.Net;
using System.Net.Http.Headers;

namespace Grpc.Tests.Support;

/// <summary>Speaks HTTP/2 to an Echo service, and of gRPC only what the test says.</summary>
internal sealed class RawClient(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    public Task<HttpResponseMessage> PostAsync(string method, byte[] body, params (string Name, string Value)[] headers) =>
        PostAsync(method, new ByteArrayContent(body), headers);

    public Task<HttpResponseMessage> PostAsync(string method, HttpContent body, params (string Name, string Value)[] headers)
    {
        body.Headers.ContentType ??= new MediaTypeHeaderValue("application/grpc");
        return SendAsync(HttpMethod.Post, $"/grpc.tests.Echo/{method}", body, HttpVersion.Version20, headers);
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod verb, string path, HttpContent? body, Version version, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(verb, new Uri(address, path))
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();
}
