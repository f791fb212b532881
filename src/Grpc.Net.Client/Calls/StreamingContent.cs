using System.IO.Pipelines;

namespace Grpc.Net.Client.Calls;

/// <summary>
/// The requests of a stream, as they are written to the pipe. What gathers in the pipe while one write is under way goes out
/// with the next: a busy stream batches by itself.
/// </summary>
internal sealed class StreamingContent(PipeReader reader) : RequestContent
{
    private int _isStarted;

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Begin()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            throw new IOException("A stream of requests cannot be sent again.");
        }
    }

    protected override async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        // The headers by themselves: the server may have something to say before the first request.
        await stream.FlushAsync(cancellationToken);
        while (await SendWrittenAsync(stream, cancellationToken))
        {
            await stream.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Whoever waits for room in the pipe is woken, and finds that nobody reads.</summary>
    protected override void End() => reader.Complete();

    /// <returns>False after the last request.</returns>
    private async ValueTask<bool> SendWrittenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var result = await reader.ReadAsync(cancellationToken);
        foreach (var piece in result.Buffer)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }

        reader.AdvanceTo(result.Buffer.End);
        return !result.IsCompleted;
    }
}
