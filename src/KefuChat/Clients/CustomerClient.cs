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
        var readKey = 0L;
        var isReadMark = message.IsUnpersistent && ReadMark.TryParse(message.Content.Span, out readKey);
        if (message.IsUnpersistent && !isReadMark)
        {
            Add(new InFlightMessage(seq, message.Command, receive) { Routed = message });
            return;
        }

        var request = new SaveRequest(message, session.User, message.Receiver(_kefuAppId), session.DeviceId);
        var save = new InFlightSave(request) { IsReadMark = isReadMark, IsSellerGone = verdict.IsSellerGone };
        Add(new InFlightMessage(seq, message.Command, receive) { Save = save });
        _ = isReadMark ? MarkReadAsync(save, readKey) : SaveAsync(save, receive);
    }

    /// <summary>Refuses a frame, behind the answers to those before it.</summary>
    public void Refuse(long seq, Command command, Status status, string reason, Activity? receive = null) =>
        Add(new InFlightMessage(seq, command, receive) { Refusal = status, Reason = reason });

    /// <summary>Completes when every message taken is acknowledged.</summary>
    public Task DrainAsync() => _inFlight.DrainAsync();

    private void Add(InFlightMessage message)
    {
        _connection.Outgoing.Reserve();
        _inFlight.Add(message);
    }

    private async Task SaveAsync(InFlightSave save, Activity? receive)
    {
        var request = save.Request;
        var trace = KefuActivity.StartSave(receive);
        var started = _metrics.SaveStarted();
        var result = SaveResult.Unavailable;
        try
        {
            result = await _store.SaveAsync(trace is null ? request : request with { Trace = new TraceParent(trace.Context) });
        }
        catch (Exception e)
        {
            // A store answers; where it throws it has a bug, and the client must still hear something.
            LogSaveFailed(_connection.Id, e);
        }

        _metrics.SaveAnswered(started, result.Status.Name());
        KefuActivity.EndSave(trace, result.Status.Name(), result.Status == SaveStatus.Unavailable);
        _inFlight.Complete(save, result);
    }

    /// <summary>A position that could not be stored is told to nobody: others must not see more than storage does.</summary>
    private async Task MarkReadAsync(InFlightSave save, long key)
    {
        var message = save.Request.Message;
        var result = SaveResult.Unavailable;
        try
        {
            var party = message.Command == Command.Customer ? Party.Customer : Party.Seller;
            await _services.ReadMarks.RaiseAsync(save.Request.Sender, party, Conversation.Of(message), key, _connection.Id);
            result = new SaveResult(SaveStatus.Stored, 0, 0, message.TimestampMs);
        }
        catch (Exception e)
        {
            LogMarkFailed(_connection.Id, e.Message, e is StorageUnavailableException ? null : e);
        }

        _inFlight.Complete(save, result);
    }

    /// <summary>A message's turn has come: deliver it, then acknowledge it.</summary>
    private void Finish(InFlightMessage inFlight)
    {
        var ack = inFlight switch
        {
            { Routed: { } message } => RouteOnly(inFlight, message),
            { Save: null } => Refusal(inFlight, inFlight.Refusal, inFlight.Reason),
            { Save.Result.Status: SaveStatus.Unavailable } =>
                Refusal(inFlight, Status.StorageUnavailable, "not known to be stored; send it again, with the same uuid"),
            { Save: { IsReadMark: true } save } => Accepted(inFlight, save.Request.Message),
            { Save: { } save } => DeliverStored(inFlight, save),
        };
        _metrics.MessageAnswered(inFlight.Command, ack.Status);
        KefuActivity.EndReceive(inFlight.Receive, ack.Status);
        _connection.Outgoing.ReplyReserved(ack);
    }

    private Ack RouteOnly(in InFlightMessage inFlight, CustomerMessage message)
    {
        if (!_services.Delivery.Route(message, message.Receiver(_kefuAppId), _connection.Id, inFlight.Receive))
        {
            return Refusal(inFlight, Status.RoutingUnavailable, "not routed; send it again");
        }

        if (TypingMark.MayBeSellers(message))
        {
            _ = _services.Colleagues.TypingAsync(message);
        }

        return Accepted(inFlight, message);
    }

    private Ack DeliverStored(in InFlightMessage inFlight, InFlightSave save)
    {
        var (request, result) = (save.Request, save.Result);
        _services.Delivery.DeliverStored(request, result, _connection.Id, inFlight.Receive);
        if (result.IsReopened || save.IsSellerGone)
        {
            _services.Desk.EnsureSeller(request.Message);
        }

        if (result.HolderId != 0)
        {
            _ = _services.Colleagues.WrittenAsync(request.Message, result.HolderId);
        }

        return new Ack(inFlight.Seq, Status.Ok, result.SenderKey, result.TimestampMs, "");
    }

    /// <summary>Well received, and in no queue.</summary>
    private static Ack Accepted(in InFlightMessage inFlight, CustomerMessage message) =>
        new(inFlight.Seq, Status.Ok, 0, message.TimestampMs, "");

    private static Ack Refusal(in InFlightMessage inFlight, Status status, string reason) =>
        new(inFlight.Seq, status, 0, 0, reason);

    [LoggerMessage(4003, LogLevel.Error, "Connection {Id}: the store failed to answer a save")]
    private partial void LogSaveFailed(long id, Exception cause);

    [LoggerMessage(4006, LogLevel.Warning, "Connection {Id}: how far was read could not be stored: {Reason}")]
    private partial void LogMarkFailed(long id, string reason, Exception? cause);
}
