using System.Buffers;
using System.IO.Pipelines;

namespace KefuChat.Tests.Connections.WebSockets;

/// <summary>
/// Both directions of a connection, with the peer's end in a test's hands. Everything runs where it is set off, so that
/// what a step leads to has happened when the step is over.
/// </summary>
internal sealed class DuplexPipe : IDuplexPipe
{
    private readonly Pipe _incoming;
    private readonly Pipe _outgoing;

    /// <param name="pool">Where buffers come from; the shared one when left away.</param>
    /// <param name="pauseBytes">How much each direction holds before its writer has to wait.</param>
    public DuplexPipe(MemoryPool<byte>? pool = null, int pauseBytes = 64 * 1024)
    {
        var options = new PipeOptions(pool, PipeScheduler.Inline, PipeScheduler.Inline, pauseBytes, pauseBytes / 2, useSynchronizationContext: false);
        (_incoming, _outgoing) = (new Pipe(options), new Pipe(options));
        CountedOutput = new FlushCounter(_outgoing.Writer);
    }

    public PipeReader Input => _incoming.Reader;

    public PipeWriter Output => CountedOutput;

    public FlushCounter CountedOutput { get; }

    /// <summary>What the peer sends.</summary>
    public PipeWriter FromPeer => _incoming.Writer;

    /// <summary>What the peer gets.</summary>
    public PipeReader ToPeer => _outgoing.Reader;

    /// <summary>Everything sent to the peer and not yet taken; nothing is an empty array.</summary>
    public byte[] Sent()
    {
        if (!ToPeer.TryRead(out var result))
        {
            return [];
        }

        var bytes = result.Buffer.ToArray();
        ToPeer.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
