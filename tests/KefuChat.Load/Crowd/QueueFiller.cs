using System.Text;
using KefuChat.Load.Clients;
using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>A seller who writes to users while they are away.</summary>
internal sealed class QueueFiller(LoadOptions options, QueueFill fill) : LoadClient(options.KefuAppId, fill.SenderUid)
{
    private const int MaxInFlight = 1024;
    private const int SevenFields = 7;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _frame = new byte[options.Bytes + 256];
    private readonly byte[] _content = Encoding.ASCII.GetBytes($$"""{"text":"{{new string('x', options.Bytes - """{"text":""}""".Length)}}"}""");
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
            throw new LoadException($"only {_acknowledged} of {fill.Messages} messages were stored after {patience.TotalSeconds} s{(Failure is null ? "" : ": " + Failure)}");
        }
    }

    /// <inheritdoc/>
    public override void OnFramesDone()
    {
        lock (Gate)
        {
            while (_isFilling && _sent < fill.Messages && _sent - _acknowledged < MaxInFlight)
            {
                SendMessage(_sent++);
            }
        }

        Flush();
    }

    protected override void OnAuthenticated(long newestKey)
    {
        // It only writes; where its own queue stands is of no use.
    }

    protected override void HandleFrame(ref FrameReader frame, long arrivedAt)
    {
        if (frame.Command != Command.Ack)
        {
            return;
        }

        frame.Integer();
        var status = (Status)frame.Integer();
        if (status != Status.Ok)
        {
            _done.TrySetException(new LoadException($"a message was refused: {status}"));
        }

        lock (Gate)
        {
            _acknowledged++;
        }

        if (_acknowledged == fill.Messages)
        {
            _done.TrySetResult();
        }
    }

    private void SendMessage(int number)
    {
        Span<byte> uuid = stackalloc byte[MessageTag.Length];
        fill.TagOf(number).Write(uuid);

        var writer = new FrameWriter(_frame);
        writer.Begin(Command.CustomerSupport, NextSeq(), FrameFlags.None, SevenFields);
        writer.Integer(LoadOptions.CustomerAppId);
        writer.Integer(fill.ReceiverOf(number));
        writer.Integer(0);
        writer.Integer(Uid);
        writer.Integer(0);
        writer.Utf8(_content);
        writer.Utf8(uuid);
        Send(writer.Written);
    }
}
