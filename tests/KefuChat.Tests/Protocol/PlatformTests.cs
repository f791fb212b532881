using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class PlatformTests
{
    [Fact]
    public void The_numbers_are_those_of_the_original_service_and_are_only_appended_to() => Assert.Equal(
        new SortedDictionary<int, string>
        {
            [0] = "Unknown",
            [1] = "Ios",
            [2] = "Android",
            [3] = "Web",
            [4] = "Windows",
            [5] = "MacOs",
        },
        Numbers.Of<Platform>());
}
