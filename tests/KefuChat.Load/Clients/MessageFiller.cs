using KefuChat.Load.Protocol;

namespace KefuChat.Load.Clients;

/// <summary>A seller who writes a number of messages, as fast as they are stored, before something is measured.</summary>
internal abstract class MessageFiller(long kefuAppId, long uid, Framing framing, int messages) : LoadClient(kefuAppId, uid, framing)
{
    private const int MaxInFlight = 256;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isFilling;
    private int _sent;
    private int _acknowledged;

    /// <summary>Writes all of it, and completes when all of it is stored.</summary>
    /// <exception cref="LoadException">It was refused, or did not get done.</exception>
    public async Task FillAsync(TimeSpan patience)
    {
        _isFilling = true;
        OnFramesDone();
        try
        {
            await _done.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new LoadException($"only {_acknowledged} of {messages} messages were stored after {patience.TotalSeconds} s");
        }
    }

    /// <inheritdoc/>
    public override void OnFramesDone()
    {
        lock (Gate)
        {
            while (_isFilling && _sent < messages && _sent - _acknowledged < MaxInFlight)
            {
                var (message, uuid) = Write(_sent++);
                var prepared = Codec.Prepare(message);
                var frame = new byte[prepared.Length + Codec.FrameOverhead];
                Send(frame.AsSpan(0, Codec.WriteMessage(frame, NextSeq(), message, prepared, uuid)));
            }
        }

        Flush();
    }

    /// <summary>Message <paramref name="number"/>, from 0, and its uuid.</summary>
    protected abstract (OutgoingMessage Message, byte[] Uuid) Write(int number);

    /// <summary>The messages must not be written.</summary>
    protected void Refuse(string reason) => _done.TrySetException(new LoadException(reason));

    protected override void HandleFrame(in Frame frame, long arrivedAt)
    {
        if (frame.Command != Command.Ack)
        {
            return;
        }

        if (frame.Status != Status.Ok)
        {
            Refuse($"a message was refused: {frame.Status}");
        }

        lock (Gate)
        {
            _acknowledged++;
        }

        if (_acknowledged == messages)
        {
            _done.TrySetResult();
        }
    }
}
