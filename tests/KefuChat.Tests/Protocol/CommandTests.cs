using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class CommandTests
{
    [Fact]
    public void The_numbers_are_those_of_the_original_service_and_are_only_appended_to() => Assert.Equal(
        new SortedDictionary<int, string>
        {
            [3] = "AuthStatus",
            [5] = "Ack",
            [13] = "Ping",
            [14] = "Pong",
            [15] = "AuthToken",
            [24] = "Customer",
            [25] = "CustomerSupport",
            [26] = "Sync",
            [27] = "SyncBegin",
            [28] = "SyncEnd",
            [29] = "SyncNotify",
            [34] = "SyncKey",
            [37] = "Metadata",
            [64] = "CustomerV2",
        },
        Numbers.Of<Command>());
}
