using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>Sends what a connection's queue holds: whatever waits goes out with one flush.</summary>
internal sealed class WriteLoop(Transport transport, Codec codec, SendQueue queue)
{
    /// <summary>Enough for one flush to be worth a system call; more only adds latency.</summary>
    private const int FlushBytes = 64 * 1024;

    /// <summary>Runs until the queue is complete and empty. False: the peer is gone.</summary>
    public async Task<bool> RunAsync()
    {
        var frames = new FrameWriter();
        while (await queue.WaitAsync())
        {
            while (frames.Bytes.Length < FlushBytes && queue.TryTake(out var message))
            {
                codec.Encode(message, frames);
            }

            var isSent = frames.Count == 0 || await transport.WriteAsync(frames);
            frames.Clear();
            if (!isSent)
            {
                return false;
            }
        }

        return true;
    }
}
