using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class CloseCodeTests
{
    [Fact]
    public void The_numbers_are_only_appended_to() => Assert.Equal(
        new SortedDictionary<int, string>
        {
            [1000] = "Normal",
            [1001] = "Draining",
            [1002] = "ProtocolError",
            [1009] = "TooLarge",
            [1013] = "Overloaded",
            [4400] = "Malformed",
            [4401] = "AuthenticationFailed",
            [4408] = "Idle",
            [4429] = "RateAbused",
        },
        Numbers.Of<CloseCode>());
}
