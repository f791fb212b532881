using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Storage;
using KefuChat.Telemetry;

namespace KefuChat.Support;

/// <summary>
/// Hands messages to routing: a stored one to its receiver and to its sender's other connections, one that is stored
/// nowhere to its receiver. Safe to call from any thread; no call blocks.
/// </summary>
internal sealed class MessageDelivery(IMessageRouter router, KefuMetrics metrics)
{
    /// <summary>
    /// To the receiver, with the wish to push, then to the sender's other connections. A duplicate was delivered the
    /// first time, unless the gateway died in between: whoever missed it is told that the queue has grown, or pushed once
    /// more, by the same key. Where routing cannot be reached they are told once it can: it is stored.
    /// </summary>
    /// <param name="save">The message and its queues; it takes on the timestamp it was stored with.</param>
    /// <param name="result">What the store answered, other than unavailable.</param>
    /// <param name="sendingConnection">The connection it came from, which hears by its ACK; 0 for none.</param>
    /// <param name="receive">The message's trace; null when it is not traced.</param>
    public void DeliverStored(SaveRequest save, in SaveResult result, long sendingConnection, Activity? receive)
    {
        save.Message.TimestampMs = result.TimestampMs;
        if (result.Status == SaveStatus.Stored)
        {
            metrics.QueuesGrew(save.Receiver == save.Sender ? 1 : 2);
        }

        if (result.Status != SaveStatus.Reused)
        {
            var received = new Delivery(save.Message, result.ReceiverKey, MessageFlags.Push);
            Publish(receive, new Publication(save.Receiver, LiveForm(received, result), sendingConnection, PushWish: received), "receiver");
        }

        if (save.Receiver != save.Sender)
        {
            var sent = new Delivery(save.Message, result.SenderKey, MessageFlags.Push);
            Publish(receive, new Publication(save.Sender, LiveForm(sent, result), sendingConnection), "sender");
        }
    }

    /// <summary>To a user's live connections only. False: routing cannot be reached.</summary>
    /// <param name="message">An UNPERSISTENT message.</param>
    /// <param name="receiver">The user.</param>
    /// <param name="sendingConnection">The connection it came from; 0 for none.</param>
    /// <param name="receive">The message's trace; null when it is not traced.</param>
    public bool Route(CustomerMessage message, User receiver, long sendingConnection, Activity? receive) =>
        Publish(receive, new Publication(receiver, new Delivery(message, 0, MessageFlags.None), sendingConnection), "receiver");

    private static Message LiveForm(Delivery delivery, in SaveResult result) =>
        result.Status == SaveStatus.Stored ? delivery : new SyncNotify(delivery.SyncKey);

    private bool Publish(Activity? receive, in Publication publication, string recipient)
    {
        var route = KefuActivity.StartRoute(receive, recipient);
        var isRouted = router.Publish(route is null ? publication : publication with { Trace = new TraceParent(route.Context) });
        KefuActivity.EndRoute(route, isRouted);
        return isRouted;
    }
}
