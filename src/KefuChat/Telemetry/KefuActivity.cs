using System.Diagnostics;
using KefuChat.Protocol;

namespace KefuChat.Telemetry;

/// <summary>
/// The spans of one chat message, from the socket it came from to the sockets it goes to. With no listener, or for a
/// message that is not sampled, each start gives null, and costs a branch (the first span of a message that is not
/// sampled: one object). Attributes tell ids, sizes and outcomes, never content.
/// </summary>
/// <remarks>
/// A span is handed on by hand and is never <see cref="Activity.Current"/>: the loops it passes through live for hours
/// and serve many messages, and what is current there, the request that opened a WebSocket, is not a message's parent.
/// </remarks>
internal static class KefuActivity
{
    /// <summary>The source's name.</summary>
    public const string SourceName = "KefuChat";

    private static readonly ActivitySource Source =
        new(SourceName, typeof(KefuActivity).Assembly.GetName().Version?.ToString(3));

    /// <summary>A message's root: from its frame being handled to its ACK.</summary>
    public static Activity? StartReceive(long connectionId, CustomerMessage message)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var name = message.Command == Command.Customer ? "receive CUSTOMER" : "receive CUSTOMER_SUPPORT";
        if (Start(name, ActivityKind.Server, default) is not { } receive)
        {
            return null;
        }

        receive.SetTag("messaging.system", "kefuchat");
        receive.SetTag("messaging.operation.type", "receive");
        receive.SetTag("messaging.message.body.size", message.Content.Length);
        if (message.Uuid.Length is > 0 and <= CustomerMessage.MaxUuidBytes)
        {
            receive.SetTag("messaging.message.id", message.Uuid);
        }

        receive.SetTag("kefu.connection.id", connectionId);
        receive.SetTag("kefu.command", WireNames.Of(message.Command));
        return receive;
    }

    /// <summary>The message is answered. What the client did wrong is no error of the server's.</summary>
    public static void EndReceive(Activity? receive, Status status)
    {
        if (receive is not null)
        {
            var isError = status is Status.StorageUnavailable or Status.RoutingUnavailable;
            End(receive, "kefu.status", WireNames.Of(status), isError);
        }
    }

    /// <summary>The gateway's side of a save.</summary>
    public static Activity? StartSave(Activity? receive) =>
        receive is null ? null : Start("save", ActivityKind.Client, receive.Context);

    /// <summary>The store's side of a save, in whichever process it is.</summary>
    public static Activity? StartStore(TraceParent? save) => StartBelow(save, "store", ActivityKind.Server);

    /// <summary>A save, on either side, is answered.</summary>
    /// <param name="save">The span of that side.</param>
    /// <param name="status">stored, duplicate, reused or unavailable.</param>
    /// <param name="isError">Whether nothing is stored.</param>
    public static void EndSave(Activity? save, string status, bool isError)
    {
        if (save is not null)
        {
            End(save, "kefu.status", status, isError);
        }
    }

    /// <summary>A publication, from the gateway to routing.</summary>
    /// <param name="receive">The message's root.</param>
    /// <param name="recipient">Whose connections it is for: receiver or sender.</param>
    public static Activity? StartRoute(Activity? receive, string recipient)
    {
        var route = receive is null ? null : Start("route", ActivityKind.Producer, receive.Context);
        route?.SetTag("messaging.system", "kefuchat");
        route?.SetTag("messaging.operation.type", "send");
        return route?.SetTag("kefu.recipient", recipient);
    }

    /// <summary>Routing has taken the publication, or cannot be reached.</summary>
    public static void EndRoute(Activity? route, bool isRouted)
    {
        if (route is not null)
        {
            End(route, "kefu.status", WireNames.Of(isRouted ? Status.Ok : Status.RoutingUnavailable), !isRouted);
        }
    }

    /// <summary>A message's way to one connection, in whichever process it is.</summary>
    public static Activity? StartDeliver(TraceParent? route, long connectionId) =>
        StartBelow(route, "deliver", ActivityKind.Consumer)?.SetTag("kefu.connection.id", connectionId);

    /// <summary>The connection has written the message, or will not.</summary>
    /// <param name="deliver">The span.</param>
    /// <param name="result">written, failed, collapsed, dropped or closed.</param>
    /// <param name="isError">Whether the socket broke.</param>
    public static void EndDeliver(Activity? deliver, string result, bool isError = false)
    {
        if (deliver is not null)
        {
            End(deliver, "kefu.send.result", result, isError);
        }
    }

    private static Activity? StartBelow(TraceParent? parent, string name, ActivityKind kind) =>
        parent is not null && Source.HasListeners() ? Start(name, kind, parent.Context) : null;

    private static Activity? Start(string name, ActivityKind kind, in ActivityContext parent)
    {
        var current = Activity.Current;
        Activity.Current = null;
        var activity = Source.CreateActivity(name, kind, parent);
        if (activity is { IsAllDataRequested: true })
        {
            activity.Start();
            Activity.Current = current;
            return activity;
        }

        Activity.Current = current;
        return null;
    }

    private static void End(Activity activity, string attribute, string outcome, bool isError)
    {
        activity.SetTag(attribute, outcome);
        if (isError)
        {
            activity.SetStatus(ActivityStatusCode.Error, outcome);
        }

        // Stopping makes the span's predecessor current, wherever it is stopped.
        var current = Activity.Current;
        activity.Stop();
        Activity.Current = current;
    }
}
