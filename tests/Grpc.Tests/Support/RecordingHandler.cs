namespace Grpc.Tests.Support;

/// <summary>A transport without a network: notes what the request's body writes, and when. No response ever comes.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    private readonly RecordingStream _stream = new();

    public IReadOnlyList<byte[]> Writes => _stream.Writes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await request.Content!.CopyToAsync(_stream, cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("There is no response.");
    }

    private sealed class RecordingStream : MemoryStream
    {
        private readonly List<byte[]> _writes = [];

        public IReadOnlyList<byte[]> Writes => _writes;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _writes.Add(buffer.ToArray());
            return ValueTask.CompletedTask;
        }
    }
}
