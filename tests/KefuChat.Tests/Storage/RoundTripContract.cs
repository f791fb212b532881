using System.Text;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>What is read is what was saved, to the last byte, before and after closing.</summary>
public abstract class RoundTripContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "\0",
        "before\0after",
        "line\r\nline\ttab \u0001\u007f",
        "'; DROP TABLE messages; -- \" ` % _ \\",
        "Grüße, 你好, 👩‍👩‍👧, \u202e\ufeff\uffff",
        " trailing space ",
        """{"type":"text","text":"hi"}""",
    ];

    [Fact]
    public async Task Content_of_any_text() => await RoundTripsAsync(
        [.. Texts.Select((text, i) => FromCustomer(text, customer: Pair(i).Customer, seller: Pair(i).Seller))]);

    [Fact]
    public async Task A_uuid_of_any_text() => await RoundTripsAsync(
        [.. Texts.Select((text, i) => FromSeller("hi", uuid: text, customer: Pair(i).Customer, seller: Pair(i).Seller))]);

    [Fact]
    public async Task A_device_of_any_name() => await RoundTripsAsync(
        [.. Texts.Select((text, i) => FromCustomer("hi", customer: Pair(i).Customer, seller: Pair(i).Seller) with { SenderDevice = text })]);

    [Fact]
    public async Task The_longest_content_and_uuid()
    {
        Assert.Equal(32_731, CustomerMessage.MaxContentBytes);
        var request = FromCustomer(new string('界', 10_910) + "!", uuid: new string('é', CustomerMessage.MaxUuidBytes / 2));
        Assert.Equal(CustomerMessage.MaxContentBytes, request.Message.Content.Length);

        await RoundTripsAsync(request);
    }

    [Fact]
    public async Task Content_that_is_a_part_of_a_larger_buffer()
    {
        var request = FromCustomer("");
        await RoundTripsAsync(request with
        {
            Message = request.Message with { Content = Encoding.UTF8.GetBytes("[the middle]").AsMemory(1, 10) },
        });
    }

    [Fact]
    public async Task Being_text_and_being_V2_in_both_directions() => await RoundTripsAsync([.. Enumerable.Range(0, 8).Select(i =>
    {
        var (customer, seller) = Pair(i);
        var request = i < 4 ? FromCustomer("hi", customer: customer, seller: seller) : FromSeller("hi", customer: customer, seller: seller);
        var flags = i % 2 == 0 ? MessageFlags.Text : MessageFlags.None;
        return request with { Message = request.Message with { Flags = flags, IsV2 = i % 4 < 2 } };
    })]);

    [Fact]
    public async Task The_largest_ids_and_timestamps() => await RoundTripsAsync(FromCustomer(
        "hi",
        customer: new User(User.MaxId, User.MaxId),
        seller: new User(1, User.MaxId),
        shop: User.MaxId,
        at: DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    [Fact]
    public async Task No_shop() => await RoundTripsAsync(FromSeller("hi", shop: 0));

    /// <summary>Each is the last of its users.</summary>
    private async Task RoundTripsAsync(params SaveRequest[] requests)
    {
        var results = await SaveAsync(requests);

        await HoldAsync();
        await ReopenAsync();
        await HoldAsync();

        Task HoldAsync() => Assert.AllAsync(requests.Zip(results), saved => HoldsAsync(saved.First, saved.Second));
    }

    private async Task HoldsAsync(SaveRequest request, SaveResult result)
    {
        var expected = Answer.Of(new StoredMessage(request.Message, result.ReceiverKey, request.SenderDevice));
        var mine = Answer.Of(new StoredMessage(request.Message, result.SenderKey, request.SenderDevice));
        var conversation = Conversation.Of(request.Message);

        Assert.Equal(expected, Answer.Of((await Store.SyncAsync(request.Receiver, result.ReceiverKey - 1, 1)).Messages.Single()));
        Assert.Equal(mine, Answer.Of((await Store.SyncAsync(request.Sender, result.SenderKey - 1, 1)).Messages.Single()));
        var history = await Stores.Conversations.HistoryAsync(conversation, HistoryRange.Newest(1));
        var (isCustomers, party) = request.Message.Command == Command.Customer ? (true, Party.Customer) : (false, Party.Seller);
        var (position, sellerKey) = isCustomers ? (result.SenderKey, result.ReceiverKey) : (result.ReceiverKey, result.SenderKey);
        Assert.Equal(Answer.Of(new HistoryMessage(request.Message, position, sellerKey)), Answer.Of(history.Messages.Single()));
        var list = await Stores.Conversations.ListAsync(new ConversationsRequest(request.Sender, party, long.MaxValue, 1));
        Assert.Equal(mine, Answer.Of(list.Conversations.Single().Last));
    }
}
