using System.Diagnostics;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Storage;
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
    private readonly IMessageRouter _router;
    private readonly long _kefuAppId;
    private readonly TimeProvider _time;
    private readonly KefuMetrics _metrics;
    private readonly ILogger _logger;
    private readonly InFlightMessages _inFlight;

    /// <summary>The customer-service side of one connection.</summary>
    public CustomerClient(
        Connection connection,
        IMessageStore store,
        IMessageRouter router,
        long kefuAppId,
        TimeProvider time,
        KefuMetrics metrics,
        ILogger logger)
    {
        _connection = connection;
        _store = store;
        _router = router;
        _kefuAppId = kefuAppId;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _inFlight = new InFlightMessages(Finish);
    }

    /// <summary>Takes a message of an authenticated client: returns at once, the rest happens in its turn.</summary>
    public void Handle(Session session, long seq, CustomerMessage message)
    {
        var receive = KefuActivity.StartReceive(_connection.Id, message);
        var (refusal, reason) = MessageChecks.Check(message, session, _kefuAppId);
        if (refusal != Status.Ok)
        {
            Refuse(seq, message.Command, refusal, reason, receive);
            return;
        }

        message.TimestampMs = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var save = new SaveRequest(message, session.User, message.Receiver(_kefuAppId), session.DeviceId);
        var inFlight = new InFlightMessage(seq, save) { Command = message.Command, Receive = receive, IsReady = message.IsUnpersistent };
        Add(inFlight);
        if (!message.IsUnpersistent)
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

    /// <summary>A message's turn has come: deliver it, then acknowledge it.</summary>
    private void Finish(InFlightMessage inFlight)
    {
        var ack = inFlight.Save switch
        {
            null => Refusal(inFlight, inFlight.Refusal, inFlight.Reason),
            { Message.IsUnpersistent: true } save => RouteOnly(inFlight, save),
            var save when inFlight.Result.Status == SaveStatus.Unavailable =>
                Refusal(inFlight, Status.StorageUnavailable, "not known to be stored; send it again, with the same uuid"),
            var save => DeliverStored(inFlight, save),
        };
        _metrics.MessageAnswered(inFlight.Command, ack.Status);
        KefuActivity.EndReceive(inFlight.Receive, ack.Status);
        _connection.Outgoing.ReplyReserved(ack);
    }

    private Ack RouteOnly(InFlightMessage inFlight, SaveRequest save)
    {
        var delivery = new Delivery(save.Message, 0, MessageFlags.None);
        return Publish(inFlight, new Publication(save.Receiver, delivery, _connection.Id), "receiver")
            ? new Ack(inFlight.Seq, Status.Ok, 0, save.Message.TimestampMs, "")
            : Refusal(inFlight, Status.RoutingUnavailable, "not routed; send it again");
    }

    /// <summary>
    /// To the receiver, with the wish to push, then to the sender's other connections. A duplicate was delivered the
    /// first time, unless the gateway died in between: whoever missed it is told that the queue has grown, or pushed once
    /// more, by the same key. Where routing cannot be reached they are told once it can: it is stored.
    /// </summary>
    private Ack DeliverStored(InFlightMessage inFlight, SaveRequest save)
    {
        var result = inFlight.Result;
        save.Message.TimestampMs = result.TimestampMs;
        if (result.Status == SaveStatus.Stored)
        {
            _metrics.QueuesGrew(save.Receiver == save.Sender ? 1 : 2);
        }

        if (result.Status != SaveStatus.Reused)
        {
            var received = new Delivery(save.Message, result.ReceiverKey, MessageFlags.Push);
            Publish(inFlight, new Publication(save.Receiver, LiveForm(received, result), _connection.Id, PushWish: received), "receiver");
        }

        if (save.Receiver != save.Sender)
        {
            var sent = new Delivery(save.Message, result.SenderKey, MessageFlags.Push);
            Publish(inFlight, new Publication(save.Sender, LiveForm(sent, result), _connection.Id), "sender");
        }

        return new Ack(inFlight.Seq, Status.Ok, result.SenderKey, result.TimestampMs, "");
    }

    private bool Publish(InFlightMessage inFlight, in Publication publication, string recipient)
    {
        var route = KefuActivity.StartRoute(inFlight.Receive, recipient);
        var isRouted = _router.Publish(route is null ? publication : publication with { Trace = new TraceParent(route.Context) });
        KefuActivity.EndRoute(route, isRouted);
        return isRouted;
    }

    private static Message LiveForm(Delivery delivery, SaveResult result) =>
        result.Status == SaveStatus.Stored ? delivery : new SyncNotify(delivery.SyncKey);

    private static Ack Refusal(InFlightMessage inFlight, Status status, string reason) =>
        new(inFlight.Seq, status, 0, 0, reason);

    [LoggerMessage(4003, LogLevel.Error, "Connection {Id}: the store failed to answer a save")]
    private partial void LogSaveFailed(long id, Exception cause);
}
