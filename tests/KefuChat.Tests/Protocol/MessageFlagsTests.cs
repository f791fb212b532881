using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class MessageFlagsTests
{
    [Fact]
    public void The_bits_are_those_of_the_original_service_and_are_only_appended_to() => Assert.Equal(
        new SortedDictionary<int, string>
        {
            [0x00] = "None",
            [0x01] = "Text",
            [0x02] = "Unpersistent",
            [0x03] = "FromClient",
            [0x08] = "Self",
            [0x10] = "Push",
        },
        Numbers.Of<MessageFlags>());
}
