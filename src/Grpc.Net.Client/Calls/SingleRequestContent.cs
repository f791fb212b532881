using System.IO.Pipelines;

namespace Grpc.Net.Client.Calls;

/// <summary>
/// One request, serialized already. May be sent again: HTTP does so when a connection closes before the server took the request.
/// </summary>
internal sealed class SingleRequestContent : RequestContent
{
    private readonly PipeReader _reader;
    private readonly ReadResult _request;
    private readonly Lock _gate = new();
    private int _senders;
    private bool _isDisposed;

    public SingleRequestContent(PipeReader reader)
    {
        _reader = reader;
        _ = reader.TryRead(out _request);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _request.Buffer.Length;
        return true;
    }

    protected override void Begin()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _senders++;
        }
    }

    protected override async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var piece in _request.Buffer)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    protected override void End()
    {
        lock (_gate)
        {
            _senders--;
            ReleaseIfUnused();
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _isDisposed = true;
            ReleaseIfUnused();
        }

        base.Dispose(disposing);
    }

    /// <summary>The response may come, and the call end, while the request is still being sent: its memory must not be another's by then.</summary>
    private void ReleaseIfUnused()
    {
        if (_isDisposed && _senders == 0)
        {
            _reader.Complete();
        }
    }
}
