using Grpc.Core;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.Storage.Model;
using Microsoft.Extensions.DependencyInjection;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>What conversations.proto promises, as a caller that is not ours sees it.</summary>
public sealed class ConversationsServiceTests
{
    private static readonly Wire.Conversation Theirs = Chat.Between(Chat.Customer, Chat.Seller).ToWire();

    [Fact]
    public Task A_store_that_cannot_answer_is_UNAVAILABLE() => RefusesAsync(
        StatusCode.Unavailable,
        ModelBackend.New() with { Conversations = new FailingConversationStore() },
        client => client.HistoryAsync(new Wire.HistoryRequest { Conversation = Theirs, Limit = 1 }).ResponseAsync,
        client => client.ListAsync(new Wire.ListConversationsRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller, Limit = 1 }).ResponseAsync,
        client => client.CountUnreadAsync(new Wire.CountUnreadRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller }).ResponseAsync,
        client => client.FindAsync(new Wire.FindConversationRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller, Conversation = Theirs }).ResponseAsync,
        client => client.GetReadPositionAsync(new Wire.GetReadPositionRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller, Conversation = Theirs }).ResponseAsync,
        client => client.RaiseReadPositionAsync(new Wire.RaiseReadPositionRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller, Conversation = Theirs }).ResponseAsync,
        client => client.SearchAsync(new Wire.SearchRequest { User = Chat.Seller.ToWire(), Text = "a", Limit = 1 }).ResponseAsync);

    [Fact]
    public Task A_call_that_makes_no_sense_is_INVALID_ARGUMENT() => RefusesAsync(
        StatusCode.InvalidArgument,
        ModelBackend.New(),
        client => client.HistoryAsync(new Wire.HistoryRequest { Limit = 1 }).ResponseAsync,
        client => client.HistoryAsync(new Wire.HistoryRequest { Conversation = Theirs, Limit = -1 }).ResponseAsync,
        client => client.ListAsync(new Wire.ListConversationsRequest { User = Chat.Seller.ToWire(), Limit = 1 }).ResponseAsync,
        client => client.ListAsync(new Wire.ListConversationsRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller, Limit = 1, State = (Wire.ConversationState)9 }).ResponseAsync,
        client => client.CountUnreadAsync(new Wire.CountUnreadRequest { User = Chat.Seller.ToWire() }).ResponseAsync,
        client => client.FindAsync(new Wire.FindConversationRequest { Party = Wire.Party.Seller, Conversation = Theirs }).ResponseAsync,
        client => client.GetReadPositionAsync(new Wire.GetReadPositionRequest { User = Chat.Seller.ToWire(), Party = Wire.Party.Seller }).ResponseAsync,
        client => client.SearchAsync(new Wire.SearchRequest { Text = "a", Limit = 1 }).ResponseAsync);

    [Fact]
    public async Task A_page_of_small_conversations_ends_before_it_is_too_large()
    {
        var stores = ModelBackend.New();
        await Task.WhenAll(Enumerable.Range(1, 300).Select(uid =>
            stores.Messages.SaveAsync(Chat.FromCustomer("hello", customer: new User(7, uid))))).SoonAsync();
        await using var host = await ImsHost.StartAsync<ConversationsService>(services => services.AddSingleton(stores.Conversations));
        using var channel = ImsHost.Connect(host.Address);

        var page = await new Wire.Conversations.ConversationsClient(channel).ListAsync(new Wire.ListConversationsRequest
        {
            User = Chat.Seller.ToWire(),
            Party = Party.Seller.ToWire(),
            BeforeKey = long.MaxValue,
            Limit = int.MaxValue,
        });

        Assert.Equal((256, true), (page.Conversations.Count, page.HasMore));
    }

    private static async Task RefusesAsync(
        StatusCode status, Stores stores, params Func<Wire.Conversations.ConversationsClient, Task>[] calls)
    {
        await using var host = await ImsHost.StartAsync<ConversationsService>(services => services.AddSingleton(stores.Conversations));
        using var channel = ImsHost.Connect(host.Address);
        var client = new Wire.Conversations.ConversationsClient(channel);
        foreach (var call in calls)
        {
            Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => call(client))).StatusCode);
        }
    }
}
