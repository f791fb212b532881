using KefuChat.Load.Protocol;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Clients;

/// <summary>Sends what a user writes until it is stored, enters into the record what became of it, and counts.</summary>
internal sealed class Sender(ClientRecord record, AckClock acks)
{
    // Who writes while nothing is acknowledged soon waits.
    private const int LongestOutbox = 20;

    private readonly Outbox _outbox = new();

    /// <summary>Messages that an ACK said were stored.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Refusals that said "retry".</summary>
    public long Refused { get; private set; }

    /// <summary>Sendings beyond the first of a message.</summary>
    public long Resent { get; private set; }

    /// <summary>Whether everything written is known to be stored, or refused for good.</summary>
    public bool IsSettled => _outbox.Count == 0;

    /// <summary>What is not settled.</summary>
    public IEnumerable<MessageName> Unsettled => _outbox.Messages.Select(message => message.Name);

    /// <summary>Whether a status asks to send again.</summary>
    public static bool IsRetryable(Status status) =>
        status is Status.StorageUnavailable or Status.RoutingUnavailable or Status.RateLimited;

    /// <summary>Writes a message; false when too much is unacknowledged already.</summary>
    public bool TryWrite(User receiver, long now)
    {
        if (_outbox.Count >= LongestOutbox)
        {
            return false;
        }

        var message = new SentMessage(new MessageName(record.User, receiver, record.Sent.Count + 1));
        record.Sent.Add(message);
        _outbox.Add(message);
        acks.OnWritten(record.User, now);
        return true;
    }

    /// <summary>Sends what may be sent now; whether that was anything.</summary>
    public bool SendDue(ClientSocket socket, long now)
    {
        var due = _outbox.Due(now).ToList();
        foreach (var message in due)
        {
            Resent += message.WasSent ? 1 : 0;
            message.WasSent = true;
            _outbox.OnSent(message, socket.SendMessage(message.Name));
        }

        return due.Count > 0;
    }

    /// <summary>Takes an ACK; gives the message where it is stored, null where it is not, or the answer is to something else.</summary>
    public MessageName? OnAck(in Frame ack, long now)
    {
        if (_outbox.TakeAnswered(ack.AckedSeq) is not { } message)
        {
            return null;
        }

        if (ack.Status == Status.Ok)
        {
            message.AcknowledgedKey = ack.SyncKey;
            Acknowledged++;
            Settle(message.Name, now);
            return message.Name;
        }

        if (IsRetryable(ack.Status))
        {
            Refused++;
            _outbox.Pause(message, now);
        }
        else
        {
            message.Refusal = ack.Status;
            Settle(message.Name, now);
        }

        return null;
    }

    /// <summary>A message is stored, as its ACK or the queue says, or refused for good. One that is settled is left as it is.</summary>
    public void Settle(MessageName name, long now)
    {
        if (_outbox.Settle(name))
        {
            acks.OnSettled(record.User, now);
        }
    }

    /// <inheritdoc cref="Outbox.End"/>
    public void End() => _outbox.End();
}
