using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;

namespace KefuChat.Tests.Protocol;

public sealed class StatusTests
{
    [Fact]
    public void The_numbers_are_only_appended_to() => Assert.Equal(
        new SortedDictionary<int, string>
        {
            [0] = "Ok",
            [1] = "AuthFailed",
            [16] = "NotAuthenticated",
            [17] = "AppIdMismatch",
            [18] = "UidMismatch",
            [19] = "SellerRequired",
            [20] = "NotKefuApp",
            [21] = "CustomerRequired",
            [22] = "StorageUnavailable",
            [23] = "RoutingUnavailable",
            [24] = "TooLarge",
            [25] = "RateLimited",
            [26] = "Forbidden",
            [27] = "UnknownCommand",
        },
        Numbers.Of<Status>());
}
