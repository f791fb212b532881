using KefuChat.Load.Network;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Network;

/// <summary>The client's side of RFC 6455; the examples are those of its section 5.7.</summary>
public sealed class WebSocketFrameTests
{
    [Fact]
    public void Writes_the_masked_example()
    {
        var target = new byte[WebSocketFrame.LongestHeader + 5];
        var length = WebSocketFrame.Write(target, WebSocketOpcode.Text, "Hello"u8, 0x3d21fa37);
        Assert.Equal("818537fa213d7f9f4d5158", Convert.ToHexStringLower(target.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(125, 6)]
    [InlineData(126, 8)]
    [InlineData(300, 8)]
    [InlineData(65_535, 8)]
    [InlineData(65_536, 14)]
    public void Writes_each_length_and_masks_every_byte(int length, int header)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        var target = new byte[WebSocketFrame.LongestHeader + length];
        Assert.Equal(header + length, WebSocketFrame.Write(target, WebSocketOpcode.Binary, payload, 0x3d21fa37));

        byte[] mask = [0x37, 0xfa, 0x21, 0x3d];
        Assert.Equal(mask, target[(header - 4)..header]);
        Assert.Equal(payload, target.Skip(header).Take(length).Select((value, i) => (byte)(value ^ mask[i % 4])));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_536, 10)]
    public void Reads_each_length_once_it_is_all_there(int length, int header)
    {
        var frame = new byte[header + length];
        frame[0] = 0x82;
        frame[1] = (byte)(header switch { 4 => 126, 10 => 127, _ => length });
        for (var i = 2; i < header; i++)
        {
            frame[i] = (byte)((long)length >> (8 * (header - 1 - i)));
        }

        Assert.False(WebSocketFrame.TryRead(frame.AsSpan(0, header - 1), out _, out _, out _));
        if (length > 0)
        {
            Assert.False(WebSocketFrame.TryRead(frame.AsSpan(0, frame.Length - 1), out _, out _, out _));
        }

        Assert.True(WebSocketFrame.TryRead([.. frame, 0x82], out var opcode, out var payload, out var consumed));
        Assert.Equal(WebSocketOpcode.Binary, opcode);
        Assert.Equal(length, payload.Length);
        Assert.Equal(frame.Length, consumed);
    }

    [Fact]
    public void Reads_part_of_a_message_only_where_that_may_come()
    {
        byte[] fragment = [0x01, 0x03, 0x48, 0x65, 0x6c];
        Assert.Throws<ProtocolException>(() => WebSocketFrame.TryRead(fragment, out _, out _, out _));
        Assert.True(WebSocketFrame.TryRead(fragment, out var opcode, out var payload, out _, mayBeFragment: true));
        Assert.Equal(WebSocketOpcode.Text, opcode);
        Assert.Equal("Hel"u8, payload);
    }

    [Fact]
    public void Refuses_a_masked_frame_and_one_that_is_too_long()
    {
        Assert.Throws<ProtocolException>(() => WebSocketFrame.TryRead([0x82, 0x80, 0, 0, 0, 0], out _, out _, out _));
        Assert.Throws<ProtocolException>(() => WebSocketFrame.TryRead([0x82, 127, 0, 0, 0, 1, 0, 0, 0, 0], out _, out _, out _));
    }
}
