using KefuChat.Push;
using KefuChat.Routing;

namespace KefuChat.Tests.Routing;

/// <summary>Several gateways on one table within this process.</summary>
public sealed class InProcessBackend : MessageRouterBackend
{
    private readonly RoutingTable _table = new();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override ValueTask<IMessageRouter> ConnectAsync(IPushSender push) => new(new InProcessRouter(_table, push));
}
