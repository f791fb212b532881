using System.Text;
using KefuChat.Connections.WebSockets;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections.WebSockets;

public sealed class WebSocketReaderTests
{
    private const int Limit = 70_000;

    public static TheoryData<int> Lengths => [0, 1, 3, 31, 32, 33, 125, 126, 65_535, 65_536, Limit];

    /// <summary>By name: the frame, and a word of the reason it is refused with 1002.</summary>
    public static TheoryData<string, byte[], string> ProtocolErrors => new()
    {
        { "not masked", ClientFrame.Of(WebSocketOpcode.Binary, [1], isMasked: false), "not masked" },
        { "RSV1", ClientFrame.Of(WebSocketOpcode.Binary, [1], reserved: 0x40), "reserved bits" },
        { "RSV2", ClientFrame.Of(WebSocketOpcode.Binary, [1], reserved: 0x20), "reserved bits" },
        { "RSV3", ClientFrame.Of(WebSocketOpcode.Ping, [1], reserved: 0x10), "reserved bits" },
        { "opcode 3", ClientFrame.Of((WebSocketOpcode)3, [1]), "opcode 3" },
        { "opcode 15", ClientFrame.Of((WebSocketOpcode)15, [1]), "opcode 15" },
        { "a continuation first", ClientFrame.Of(WebSocketOpcode.Continuation, [1]), "continuation of nothing" },
        { "a PING in fragments", ClientFrame.Of(WebSocketOpcode.Ping, [1], isFinal: false), "in fragments" },
        { "a PING of 126", ClientFrame.Of(WebSocketOpcode.Ping, new byte[126]), "over 125" },
        { "a CLOSE of 126", ClientFrame.Of(WebSocketOpcode.Close, new byte[126]), "over 125" },
        { "a CLOSE of one byte", ClientFrame.Of(WebSocketOpcode.Close, [3]), "half a code" },
        { "a CLOSE with 1005", ClientFrame.Close(1005), "may not be sent" },
        { "a CLOSE with 2999", ClientFrame.Close(2999), "may not be sent" },
        { "a negative length", ClientFrame.Declaring(WebSocketOpcode.Binary, long.MinValue), "highest bit" },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_message_is_unmasked_whatever_its_length_and_wherever_it_is_split(int length)
    {
        var payload = Payload(length);
        var frame = ClientFrame.Binary(payload);

        Assert.Equal([ReadItem.Message(payload)], ReaderFeed.Read(Limit, [frame]));
        Assert.Equal([ReadItem.Message(payload)], ReaderFeed.Read(Limit, frame.Chunk(7)));
        if (length < 1000)
        {
            Assert.Equal([ReadItem.Message(payload)], ReaderFeed.Read(Limit, ReaderFeed.OneByOne(frame)));
        }
    }

    [Fact]
    public void Fragments_are_one_message_and_control_frames_may_stand_between_them()
    {
        byte[] bytes =
        [
            .. ClientFrame.Of(WebSocketOpcode.Binary, [1, 2], isFinal: false),
            .. ClientFrame.Ping(9),
            .. ClientFrame.Of(WebSocketOpcode.Continuation, [], isFinal: false),
            .. ClientFrame.Of(WebSocketOpcode.Pong, [8]),
            .. ClientFrame.Of(WebSocketOpcode.Continuation, [3]),
            .. ClientFrame.Binary(4),
            .. ClientFrame.Close(1000),
        ];
        ReadItem[] expected = [ReadItem.Ping([9]), ReadItem.Message([1, 2, 3]), ReadItem.Message([4]), ReadItem.Close];

        Assert.Equal(expected, ReaderFeed.Read(Limit, [bytes]));
        Assert.Equal(expected, ReaderFeed.Read(Limit, ReaderFeed.OneByOne(bytes)));
    }

    [Theory]
    [MemberData(nameof(ProtocolErrors))]
    public void What_the_standard_forbids_is_refused_with_1002_and_named(string name, byte[] frame, string reason)
    {
        var refused = Assert.Single(ReaderFeed.Read(Limit, [frame]));
        Assert.Equal(CloseCode.ProtocolError, refused.Refusal.Code);
        Assert.Contains(reason, refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(refused.Refusal.Reason), 1, 123);
        Assert.Equal([refused], ReaderFeed.Read(Limit, ReaderFeed.OneByOne(frame)));
        Assert.NotEmpty(name);
    }

    [Fact]
    public void A_new_message_amid_fragments_is_refused()
    {
        byte[] bytes = [.. ClientFrame.Of(WebSocketOpcode.Binary, [1], isFinal: false), .. ClientFrame.Binary(2)];
        var refused = Assert.Single(ReaderFeed.Read(Limit, [bytes]));
        Assert.Equal(CloseCode.ProtocolError, refused.Refusal.Code);
        Assert.Contains("amid the fragments", refused.Refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(101)]
    [InlineData(70_000)]
    [InlineData(long.MaxValue)]
    public void A_length_over_the_limit_is_refused_by_its_header_alone(long length)
    {
        var refused = Assert.Single(ReaderFeed.Read(100, [ClientFrame.Declaring(WebSocketOpcode.Binary, length)]));
        Assert.Equal(CloseCode.TooLarge, refused.Refusal.Code);
        Assert.Contains("100 bytes", refused.Refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fragments_count_together_against_the_limit()
    {
        var first = ClientFrame.Of(WebSocketOpcode.Binary, new byte[60], isFinal: false);
        byte[] atLimit = [.. first, .. ClientFrame.Of(WebSocketOpcode.Continuation, new byte[40])];
        byte[] over = [.. first, .. ClientFrame.Declaring(WebSocketOpcode.Continuation, 41)];

        Assert.Equal([ReadItem.Message(new byte[100])], ReaderFeed.Read(100, [atLimit]));
        Assert.Equal(CloseCode.TooLarge, Assert.Single(ReaderFeed.Read(100, [over])).Refusal.Code);
    }

    [Fact]
    public void The_limit_is_whole_again_for_the_next_message()
    {
        byte[] message = [.. ClientFrame.Of(WebSocketOpcode.Binary, new byte[60], isFinal: false), .. ClientFrame.Of(WebSocketOpcode.Continuation, new byte[40])];
        byte[] bytes = [.. message, .. message, .. ClientFrame.Binary(new byte[100])];
        Assert.Equal(3, ReaderFeed.Read(100, [bytes]).Count(item => item == ReadItem.Message(new byte[100])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Text_is_malformed(bool isFinal)
    {
        var refused = Assert.Single(ReaderFeed.Read(Limit, [ClientFrame.Of(WebSocketOpcode.Text, [0x68], isFinal)]));
        Assert.Equal(CloseCode.Malformed, refused.Refusal.Code);
        Assert.Contains("text", refused.Refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 3, 232 })]
    [InlineData(new byte[] { 17, 94, 0x62, 0x79, 0x65 })]
    public void A_goodbye_needs_no_code_and_may_give_a_reason(byte[] payload) =>
        Assert.Equal([ReadItem.Close], ReaderFeed.Read(Limit, [ClientFrame.Of(WebSocketOpcode.Close, payload)]));

    [Fact]
    public void A_length_may_be_written_longer_than_it_needs_to_be() =>
        Assert.Equal(
            [ReadItem.Message([7])],
            ReaderFeed.Read(Limit, [[0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 7]]));

    private static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
}
