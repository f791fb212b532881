using System.Text;
using KefuChat.Protocol;
using KefuChat.Push;
using KefuChat.Tests.Storage;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Push;

/// <summary>A push that is only logged.</summary>
public sealed class LoggingPushSenderTests
{
    private readonly CollectingLogger<LoggingPushSender> _log = new();

    [Theory]
    [InlineData("Customer")]
    [InlineData("CustomerSupport")]
    public void A_push_is_one_line_that_says_who_is_waited_for_by_what_and_no_word_of_it(string command)
    {
        var message = new CustomerMessage(Enum.Parse<Command>(command))
        {
            CustomerAppId = 7,
            CustomerId = 1001,
            SellerId = 9,
            Content = Encoding.UTF8.GetBytes("secret words"),
            Uuid = "secret-uuid",
        };

        new LoggingPushSender(_log).Push(new User(7, 1001), new Delivery(message, 42, MessageFlags.Push));

        var line = Assert.Single(_log.Entries);
        Assert.Equal((3001, LogLevel.Debug), (line.Event, line.Level));
        Assert.Contains("7/1001", line.Text, StringComparison.Ordinal);
        Assert.Contains(command, line.Text, StringComparison.Ordinal);
        Assert.Contains("42", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line.Text, StringComparison.Ordinal);
        Assert.All(line.Values, value => Assert.True(value is User or Command or long or string, $"{value} is logged"));
        Assert.DoesNotContain(line.Values, value => value is string text && text.Contains("secret", StringComparison.Ordinal));
    }
}
