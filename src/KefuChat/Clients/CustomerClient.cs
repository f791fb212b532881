using System.Diagnostics;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Support;
using KefuChat.Telemetry;

namespace KefuChat.Clients;

/// <summary>
/// Routes the two customer-service commands: MSG_CUSTOMER (customer → seller) and MSG_CUSTOMER_SUPPORT
/// (seller → customer). They differ in their <see cref="MessageChecks"/> and in who receives; what follows is the same.
/// </summary>
internal sealed partial class CustomerClient
{
    private readonly Connection _connection;
    private readonly IMessageStore _store;
    private readonly MessageServices _services;
    private readonly long _kefuAppId;
    private readonly TimeProvider _time;
    private readonly KefuMetrics _metrics;
    private readonly ILogger _logger;
    private readonly InFlightMessages _inFlight;

    /// <summary>The customer-service side of one connection.</summary>
    public CustomerClient(
        Connection connection,
        IMessageStore store,
        MessageServices services,
        long kefuAppId,
        TimeProvider time,
        KefuMetrics metrics,
        ILogger logger)
    {
        _connection = connection;
        _store = store;
        _services = services;
        _kefuAppId = kefuAppId;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _inFlight = new InFlightMessages(Finish);
    }

    /// <summary>
    /// Takes a message of an authenticated client: returns as soon as it is known whether it may be written, which is
    /// nearly always at once; the rest happens in its turn.
    /// </summary>
    public ValueTask HandleAsync(Session session, long seq, CustomerMessage message)
    {
        var receive = KefuActivity.StartReceive(_connection.Id, message);
        var (refusal, reason) = MessageChecks.Check(message, session, _kefuAppId);
        if (refusal != Status.Ok)
        {
            Refuse(seq, message.Command, refusal, reason, receive);
            return ValueTask.CompletedTask;
        }

        var verdict = _services.Policy.JudgeAsync(message);
        if (!verdict.IsCompletedSuccessfully)
        {
            return AwaitAsync(session, seq, verdict, receive);
        }

        Take(session, seq, verdict.Result, receive);
        return ValueTask.CompletedTask;
    }

    private async ValueTask AwaitAsync(Session session, long seq, ValueTask<PolicyVerdict> verdict, Activity? receive) =>
        Take(session, seq, await verdict, receive);

    private void Take(Session session, long seq, in PolicyVerdict verdict, Activity? receive)
    {
        var message = verdict.Message;
        if (verdict.Status != Status.Ok)
        {
            Refuse(seq, message.Command, verdict.Status, verdict.Reason, receive);
            return;
        }

        message.TimestampMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var save = new SaveRequest(message, session.User, message.Receiver(_kefuAppId), session.DeviceId);
        var readKey = 0L;
        var isReadMark = message.IsUnpersistent && ReadMark.TryParse(message.Content.Span, out readKey);
        var inFlight = new InFlightMessage(seq, save)
        {
            Command = message.Command,
            Receive = receive,
            IsReadMark = isReadMark,
            IsSellerGone = verdict.IsSellerGone,
            IsReady = message.IsUnpersistent && !isReadMark,
        };
        Add(inFlight);
        if (isReadMark)
        {
            _ = MarkReadAsync(inFlight, save, readKey);
        }
        else if (!message.IsUnpersistent)
        {
            _ = SaveAsync(inFlight, save);
        }
    }

    /// <summary>Refuses a frame, behind the answers to those before it.</summary>
    public void Refuse(long seq, Command command, Status status, string reason, Activity? receive = null) =>
        Add(new InFlightMessage(seq, null) { Command = command, Receive = receive, Refusal = status, Reason = reason, IsReady = true });

    /// <summary>Completes when every message taken is acknowledged.</summary>
    public Task DrainAsync() => _inFlight.DrainAsync();

    private void Add(InFlightMessage message)
    {
        _connection.Outgoing.Reserve();
        _inFlight.Add(message);
    }

    private async Task SaveAsync(InFlightMessage inFlight, SaveRequest save)
    {
        var trace = KefuActivity.StartSave(inFlight.Receive);
        var started = _metrics.SaveStarted();
        var result = SaveResult.Unavailable;
        try
        {
            result = await _store.SaveAsync(trace is null ? save : save with { Trace = new TraceParent(trace.Context) });
        }
        catch (Exception e)
        {
            // A store answers; where it throws it has a bug, and the client must still hear something.
            LogSaveFailed(_connection.Id, e);
        }

        _metrics.SaveAnswered(started, result.Status.Name());
        KefuActivity.EndSave(trace, result.Status.Name(), result.Status == SaveStatus.Unavailable);
        _inFlight.Complete(inFlight, result);
    }

    /// <summary>A position that could not be stored is told to nobody: others must not see more than storage does.</summary>
    private async Task MarkReadAsync(InFlightMessage inFlight, SaveRequest save, long key)
    {
        var result = SaveResult.Unavailable;
        try
        {
            var party = save.Message.Command == Command.Customer ? Party.Customer : Party.Seller;
            await _services.ReadMarks.RaiseAsync(save.Sender, party, Conversation.Of(save.Message), key, _connection.Id);
            result = new SaveResult(SaveStatus.Stored, 0, 0, save.Message.TimestampMs);
        }
        catch (Exception e)
        {
            LogMarkFailed(_connection.Id, e.Message, e is StorageUnavailableException ? null : e);
        }

        _inFlight.Complete(inFlight, result);
    }

    /// <summary>A message's turn has come: deliver it, then acknowledge it.</summary>
    private void Finish(InFlightMessage inFlight)
    {
        var ack = inFlight.Save switch
        {
            null => Refusal(inFlight, inFlight.Refusal, inFlight.Reason),
            { Message.IsUnpersistent: true } save when !inFlight.IsReadMark => RouteOnly(inFlight, save),
            _ when inFlight.Result.Status == SaveStatus.Unavailable =>
                Refusal(inFlight, Status.StorageUnavailable, "not known to be stored; send it again, with the same uuid"),
            var save when inFlight.IsReadMark => new Ack(inFlight.Seq, Status.Ok, 0, save.Message.TimestampMs, ""),
            var save => DeliverStored(inFlight, save),
        };
        _metrics.MessageAnswered(inFlight.Command, ack.Status);
        KefuActivity.EndReceive(inFlight.Receive, ack.Status);
        _connection.Outgoing.ReplyReserved(ack);
    }

    private Ack RouteOnly(InFlightMessage inFlight, SaveRequest save)
    {
        if (!_services.Delivery.Route(save.Message, save.Receiver, _connection.Id, inFlight.Receive))
        {
            return Refusal(inFlight, Status.RoutingUnavailable, "not routed; send it again");
        }

        if (TypingMark.MayBeSellers(save.Message))
        {
            _ = _services.Colleagues.TypingAsync(save.Message);
        }

        return new Ack(inFlight.Seq, Status.Ok, 0, save.Message.TimestampMs, "");
    }

    private Ack DeliverStored(InFlightMessage inFlight, SaveRequest save)
    {
        var result = inFlight.Result;
        _services.Delivery.DeliverStored(save, result, _connection.Id, inFlight.Receive);
        if (result.IsReopened || inFlight.IsSellerGone)
        {
            _services.Desk.EnsureSeller(save.Message);
        }

        if (result.HolderId != 0)
        {
            _ = _services.Colleagues.WrittenAsync(save.Message, result.HolderId);
        }

        return new Ack(inFlight.Seq, Status.Ok, result.SenderKey, result.TimestampMs, "");
    }

    private static Ack Refusal(InFlightMessage inFlight, Status status, string reason) =>
        new(inFlight.Seq, status, 0, 0, reason);

    [LoggerMessage(4003, LogLevel.Error, "Connection {Id}: the store failed to answer a save")]
    private partial void LogSaveFailed(long id, Exception cause);

    [LoggerMessage(4006, LogLevel.Warning, "Connection {Id}: how far was read could not be stored: {Reason}")]
    private partial void LogMarkFailed(long id, string reason, Exception? cause);
}
