using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Messages;

public sealed class CustomerMessageTests
{
    private const long KefuApp = 10;

    [Fact]
    public void A_customer_message_goes_from_the_customer_to_the_seller()
    {
        var message = new CustomerMessage(Command.Customer) { CustomerAppId = 7, CustomerId = 300, SellerId = 5 };
        Assert.Equal(new User(7, 300), message.Sender(KefuApp));
        Assert.Equal(new User(KefuApp, 5), message.Receiver(KefuApp));
    }

    [Fact]
    public void A_support_message_goes_from_the_seller_to_the_customer()
    {
        var message = new CustomerMessage(Command.CustomerSupport) { CustomerAppId = 7, CustomerId = 300, SellerId = 5 };
        Assert.Equal(new User(KefuApp, 5), message.Sender(KefuApp));
        Assert.Equal(new User(7, 300), message.Receiver(KefuApp));
    }

    [Fact]
    public void The_largest_content_makes_the_largest_classic_body()
    {
        Assert.Equal(ClassicHeader.BodyLimit - 1, 36 + CustomerMessage.MaxContentBytes);
        Assert.Equal(64, CustomerMessage.MaxUuidBytes);
    }

    [Fact]
    public void What_is_logged_of_a_message_is_not_its_content()
    {
        var message = new CustomerMessage(Command.Customer) { CustomerAppId = 7, Content = "a secret"u8.ToArray(), Uuid = "secret too" };
        Assert.DoesNotContain("secret", message.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new Delivery(message, 1, MessageFlags.Push).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new Frame(1, message).ToString(), StringComparison.Ordinal);
    }
}
