using KefuChat.Load.Measurement;
using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Clients;

/// <summary>
/// Writes to one seller. In a closed loop it has so many messages in flight and sends one for each that is answered; at a
/// fixed rate it sends each when it is due. Counts are written on the receive loop or under the gate; read them anywhere.
/// </summary>
internal sealed class LoadCustomer : LoadClient
{
    private const long FirstUid = 1001;

    private readonly int _index;
    private readonly RunState _run;
    private readonly MessageLedger _ledger;
    private readonly InFlightTable _inFlight;
    private readonly OutgoingMessage _message;
    private readonly byte[] _prepared;
    private readonly byte[] _frame;

    public LoadCustomer(int index, RunState run)
        : base(LoadOptions.CustomerAppId, FirstUid + index, run.Options.Framing)
    {
        _index = index;
        _run = run;
        _ledger = run.Ledgers[index];
        _inFlight = new InFlightTable(run.Options.InFlightLimit);
        _message = MessageOf(run.Options);
        _prepared = Codec.Prepare(_message);
        _frame = new byte[_prepared.Length + Codec.FrameOverhead];
    }

    public int Sent { get; private set; }

    /// <summary>Messages that an ACK may still come for.</summary>
    public int InFlight => IsClosed ? 0 : _inFlight.Count;

    public long Acknowledged { get; private set; }

    public long AcknowledgedInWindow { get; private set; }

    public Dictionary<Status, long> Refusals { get; } = [];

    public long Refused { get; private set; }

    /// <summary>ACKs of frames that await none.</summary>
    public long Unexpected { get; private set; }

    /// <summary>The index of the customer whose user id is <paramref name="uid"/>.</summary>
    public static int IndexOf(uint uid) => (int)(uid - FirstUid);

    /// <summary>Sends all that may be sent now. Safe on any thread.</summary>
    public void SendDue()
    {
        if (_run.Window is not { } window || IsClosed)
        {
            return;
        }

        lock (Gate)
        {
            var now = Clock.Now;
            while (_inFlight.Count < _run.Options.InFlightLimit)
            {
                var dueAt = _run.Schedule?.DueAt(_index, Sent) ?? now;
                if (dueAt > now || dueAt >= window.End)
                {
                    break;
                }

                SendMessage(dueAt);
                if (_run.Schedule is not null && window.Measures(dueAt))
                {
                    _run.SendLag.Record(now - dueAt);
                }
            }
        }

        Flush();
    }

    /// <summary>
    /// Enters what was due and not answered until <paramref name="now"/>, the end, with its age: without it the latencies
    /// would be those of the messages that fared best.
    /// </summary>
    public void RecordUnanswered(long now)
    {
        if (_run.Window is not { } window)
        {
            return;
        }

        lock (Gate)
        {
            foreach (var (number, dueAt) in _inFlight.All.Where(message => window.Measures(message.DueAt)))
            {
                _run.AckLatency.Record(now - dueAt);
                if (!_ledger.Delivered.Contains(number))
                {
                    _run.DeliveryLatency.Record(now - dueAt);
                }
            }

            RecordUnsent(now, window);
        }
    }

    /// <inheritdoc/>
    public override void OnFramesDone() => SendDue();

    protected override void OnAuthenticated(long newestKey)
    {
        // A customer here gets no messages, so where its queue stands is of no use.
    }

    protected override void HandleFrame(in Frame frame, long arrivedAt)
    {
        if (frame.Command == Command.Ack && _run.Window is { } window)
        {
            OnAck(frame.AckedSeq, frame.Status, window, arrivedAt);
        }
    }

    private void OnAck(long seq, Status status, RunWindow window, long arrivedAt)
    {
        int number;
        long dueAt;
        lock (Gate)
        {
            if (!_inFlight.TryRemove(seq, out number, out dueAt))
            {
                Unexpected++;
                return;
            }
        }

        if (status != Status.Ok)
        {
            Refused++;
            Refusals[status] = Refusals.GetValueOrDefault(status) + 1;
            return;
        }

        _ledger.Acknowledged.Add(number);
        Acknowledged++;
        if (window.Measures(arrivedAt))
        {
            AcknowledgedInWindow++;
        }

        if (window.Measures(dueAt))
        {
            _run.AckLatency.Record(arrivedAt - dueAt);
        }
    }

    private void RecordUnsent(long now, RunWindow window)
    {
        if (_run.Schedule is not { } schedule)
        {
            return;
        }

        for (var number = Sent; schedule.DueAt(_index, number) is var dueAt && dueAt < window.End; number++)
        {
            if (window.Measures(dueAt))
            {
                _run.SendLag.Record(now - dueAt);
                _run.AckLatency.Record(now - dueAt);
                _run.DeliveryLatency.Record(now - dueAt);
            }
        }
    }

    private void SendMessage(long dueAt)
    {
        Span<byte> uuid = stackalloc byte[MessageTag.Length];
        new MessageTag(_run.RunId, (uint)Uid, Sent, dueAt).Write(uuid);

        var seq = NextSeq();
        Send(_frame.AsSpan(0, Codec.WriteMessage(_frame, seq, _message, _prepared, uuid)));

        _inFlight.Add(seq, Sent, dueAt);
        Sent++;
    }

    private OutgoingMessage MessageOf(LoadOptions options)
    {
        var padding = new string('x', options.Bytes - """{"text":""}""".Length);
        return new OutgoingMessage(
            Command.Customer,
            options.Unpersistent ? FrameFlags.Unpersistent : FrameFlags.None,
            LoadOptions.CustomerAppId,
            Uid,
            StoreId: 0,
            _ledger.SellerId,
            $$"""{"text":"{{padding}}"}""");
    }
}
