namespace Grpc.Tests.Support;

/// <summary>Sends every request twice, as HTTP does when the first connection closes too early, and then gives up.</summary>
internal sealed class ReplayingHandler : HttpMessageHandler
{
    private readonly List<byte[]> _bodies = [];

    public IReadOnlyList<byte[]> Bodies => _bodies;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var body = new MemoryStream();
            await request.Content!.CopyToAsync(body, cancellationToken);
            _bodies.Add(body.ToArray());
        }

        throw new HttpRequestException("The connection is closed.");
    }
}
