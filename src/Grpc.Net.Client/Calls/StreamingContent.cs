using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>
/// The requests of a stream, as they are written to the pipe. What gathers in the pipe while one write is under way goes out
/// with the next: a busy stream batches by itself.
/// </summary>
internal sealed class StreamingContent : HttpContent
{
    private readonly PipeReader _reader;
    private int _isStarted;

    public StreamingContent(PipeReader reader)
    {
        _reader = reader;
        Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            throw new IOException("A stream of requests cannot be sent again.");
        }

        try
        {
            // The headers by themselves: the server may have something to say before the first request.
            await stream.FlushAsync(cancellationToken);
            while (await SendAsync(stream, cancellationToken))
            {
                await stream.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            // Whoever waits for room in the pipe is woken, and finds that nobody reads.
            await _reader.CompleteAsync();
        }
    }

    /// <returns>False after the last request.</returns>
    private async ValueTask<bool> SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        var result = await _reader.ReadAsync(cancellationToken);
        foreach (var piece in result.Buffer)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }

        _reader.AdvanceTo(result.Buffer.End);
        return !result.IsCompleted;
    }
}
