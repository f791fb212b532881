using System.Threading.Channels;

namespace KefuChat.Routing.Grpc;

/// <summary>Wakes the one who waits, or the next who will. Several before that are as one.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Wakes. From any thread.</summary>
    public void Set() => _set.Writer.TryWrite(true);

    /// <summary>Waits to be woken. For one at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _set.Reader.ReadAsync(cancellationToken);
}
