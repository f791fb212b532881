using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Telemetry;

namespace KefuChat.Connections;

/// <summary>Sends what a connection's queue holds: whatever waits goes out with one flush.</summary>
internal sealed class WriteLoop(Transport transport, Codec codec, SendQueue queue)
{
    /// <summary>Enough for one flush to be worth a system call; more only adds latency.</summary>
    private const int FlushBytes = 64 * 1024;

    private readonly List<Activity> _traces = [];

    /// <summary>Runs until the queue is complete and empty. False: the peer is gone.</summary>
    public async Task<bool> RunAsync()
    {
        var frames = new FrameWriter();
        try
        {
            while (await queue.WaitAsync())
            {
                Encode(frames);
                var isSent = frames.Count == 0 || await transport.WriteAsync(frames);
                frames.Clear();
                if (!isSent)
                {
                    return false;
                }

                EndTraces("written", isError: false);
            }

            return true;
        }
        finally
        {
            EndTraces("failed", isError: true);
        }
    }

    private void Encode(FrameWriter frames)
    {
        while (frames.Bytes.Length < FlushBytes && queue.TryTake(out var taken))
        {
            if (taken.Trace is not null)
            {
                _traces.Add(taken.Trace);
            }

            codec.Encode(taken.Message, frames);
        }
    }

    private void EndTraces(string result, bool isError)
    {
        foreach (var trace in _traces)
        {
            KefuActivity.EndDeliver(trace, result, isError);
        }

        _traces.Clear();
    }
}
