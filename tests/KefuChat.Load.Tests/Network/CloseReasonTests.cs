using System.Text;
using KefuChat.Load.Network;

namespace KefuChat.Load.Tests.Network;

public sealed class CloseReasonTests
{
    [Theory]
    [InlineData(1013, "busy", "closed with 1013 busy", null)]
    [InlineData(1000, "", "closed with 1000", null)]
    [InlineData(0, "", "closed without a code", null)]
    [InlineData(1001, "1500", "closed with 1001", 1.5)]
    [InlineData(1001, "soon", "closed with 1001", null)]
    public void A_reason_is_counted_by_its_code_and_only_draining_says_when_to_come_back(
        int code, string reason, string message, double? seconds)
    {
        var closed = new CloseReason(code, reason);
        Assert.Equal(message, closed.ToString());
        Assert.Equal(seconds, closed.ReconnectAfter?.TotalSeconds);
    }

    [Fact]
    public void Reads_what_a_close_frame_holds() =>
        Assert.Equal(new CloseReason(1001, "1500"), CloseReason.Read([0x03, 0xe9, .. Encoding.ASCII.GetBytes("1500")]));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x03 })]
    public void A_close_frame_without_a_code_gives_none(byte[] payload) => Assert.Equal(CloseReason.None, CloseReason.Read(payload));
}
