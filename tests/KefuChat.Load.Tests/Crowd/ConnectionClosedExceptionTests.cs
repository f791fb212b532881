using KefuChat.Load.Crowd;

namespace KefuChat.Load.Tests.Crowd;

public sealed class ConnectionClosedExceptionTests
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
        var closed = new ConnectionClosedException(code, reason);
        Assert.Equal(message, closed.Message);
        Assert.Equal(seconds, closed.ReconnectAfter?.TotalSeconds);
    }
}
