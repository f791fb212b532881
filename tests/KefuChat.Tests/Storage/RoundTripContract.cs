using System.Text;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>What is read is what was saved, to the last byte, before and after closing.</summary>
public abstract class RoundTripContract(StoreBackend backend) : StoreContract(backend)
{
    public static TheoryData<string> Texts => new(
        "",
        "a",
        "\0",
        "before\0after",
        "line\r\nline\ttab \u0001\u007f",
        "'; DROP TABLE messages; -- \" ` % _ \\",
        "Grüße, 你好, 👩‍👩‍👧, \u202e\ufeff\uffff",
        " trailing space ",
        """{"type":"text","text":"hi"}""");

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Content_of_any_text(string text) => await RoundTripsAsync(FromCustomer(text));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_uuid_of_any_text(string text) => await RoundTripsAsync(FromSeller("hi", uuid: text));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_device_of_any_name(string text) => await RoundTripsAsync(FromCustomer("hi") with { SenderDevice = text });

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

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Being_text_and_being_V2_in_both_directions(bool isText, bool isV2)
    {
        var flags = isText ? MessageFlags.Text : MessageFlags.None;
        foreach (var request in (SaveRequest[])[FromCustomer("hi"), FromSeller("hi")])
        {
            await RoundTripsAsync(request with { Message = request.Message with { Flags = flags, IsV2 = isV2 } });
        }
    }

    [Fact]
    public async Task The_largest_ids_and_timestamps() => await RoundTripsAsync(FromCustomer(
        "hi",
        customer: new User(User.MaxId, User.MaxId),
        seller: new User(1, User.MaxId),
        shop: User.MaxId,
        at: DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    [Fact]
    public async Task No_shop() => await RoundTripsAsync(FromSeller("hi", shop: 0));

    private async Task RoundTripsAsync(SaveRequest request)
    {
        var result = Assert.Single(await SaveAsync(request));

        await HoldsAsync(request, result);
        await ReopenAsync();
        await HoldsAsync(request, result);
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
