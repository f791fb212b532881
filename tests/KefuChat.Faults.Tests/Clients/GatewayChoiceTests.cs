using System.Net;
using KefuChat.Faults.Clients;

namespace KefuChat.Faults.Tests.Clients;

public sealed class GatewayChoiceTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void After_a_failure_it_is_another_and_none_is_left_out(int count)
    {
        var gateways = Gateways(count);
        var choice = new GatewayChoice(gateways, new Random(1));
        var chosen = Enumerable.Range(0, 100).Select(_ => choice.Next()).ToList();
        Assert.Equal(count, chosen.Distinct().Count());
        Assert.DoesNotContain(chosen.Zip(chosen.Skip(1)), pair => pair.First.Equals(pair.Second));
    }

    [Fact]
    public void The_only_one_is_chosen_again_and_again()
    {
        var gateways = Gateways(1);
        var choice = new GatewayChoice(gateways, new Random(1));
        Assert.Same(gateways[0], choice.Next());
        Assert.Same(gateways[0], choice.Next());
    }

    private static List<IPEndPoint> Gateways(int count) => [.. Enumerable.Range(1, count).Select(port => new IPEndPoint(IPAddress.Loopback, port))];
}
