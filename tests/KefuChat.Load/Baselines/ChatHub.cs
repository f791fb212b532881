using Microsoft.AspNetCore.SignalR;

namespace KefuChat.Load.Baselines;

/// <summary>
/// The SignalR baseline: each user is a group, found by its name, where a user in SignalR's own sense is found by looking at
/// every connection. That an invocation completes is the ACK.
/// </summary>
internal sealed class ChatHub : Hub
{
    public Task Authenticate(string token) => Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(BaselineUser.Parse(token)));

    /// <summary>Nothing is kept, so there is nothing to give.</summary>
#pragma warning disable CA1822 // SignalR calls no static methods.
    public Task Sync() => Task.CompletedTask;
#pragma warning restore CA1822

    public Task Send(ChatMessage message) => Clients.Group(GroupOf(BaselineUser.Seller(message.SellerId))).SendAsync("Message", message);

    private static string GroupOf(BaselineUser user) => $"{(user.IsCustomer ? "customer" : "seller")} {user.Uid}";
}
