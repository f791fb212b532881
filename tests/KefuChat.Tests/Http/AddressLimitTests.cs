using System.Net;
using KefuChat.Http;

namespace KefuChat.Tests.Http;

public sealed class AddressLimitTests
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void A_subscriber_is_an_address_or_a_network_of_64_bits(string one, string other, bool isSame) => Assert.Equal(
        isSame, AddressLimit.SubscriberOf(IPAddress.Parse(one)) == AddressLimit.SubscriberOf(IPAddress.Parse(other)));
}
