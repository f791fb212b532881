using System.IO.Pipelines;

namespace KefuChat.Connections.WebSockets;

/// <summary>A stream read and written as pipes. Waits for data with reads of zero bytes, so without a buffer.</summary>
internal sealed class StreamPipe(Stream stream) : IDuplexPipe
{
    /// <inheritdoc/>
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));

    /// <inheritdoc/>
    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
}
