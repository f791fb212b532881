using System.Text;
using KefuChat.Protocol;
using KefuChat.Support;

namespace KefuChat.Tests.Support;

/// <summary>Which contents say that somebody writes.</summary>
public sealed class TypingMarkTests
{
    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{ "is_typing": false, "type": "typing" }""")]
    public void Is_one(string content)
    {
        Assert.True(TypingMark.MayBeSellers(From(Command.CustomerSupport, content)));
        Assert.True(TypingMark.Is(Encoding.UTF8.GetBytes(content)));
    }

    [Theory]
    [InlineData("""{"type":"read","text":"typing"}""")]
    [InlineData("""{"type":["typing"]}""")]
    [InlineData("""{"type":"typing" """)]
    [InlineData("""["typing"]""")]
    [InlineData("""{"type":"\ud800","\ud800":"typing"}""")]
    public void Is_none_though_the_word_is_there(string content)
    {
        Assert.True(TypingMark.MayBeSellers(From(Command.CustomerSupport, content)));
        Assert.False(TypingMark.Is(Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public void Customers_others_words_and_no_store_are_not_looked_at()
    {
        Assert.False(TypingMark.MayBeSellers(From(Command.Customer, """{"type":"typing"}""")));
        Assert.False(TypingMark.MayBeSellers(From(Command.CustomerSupport, """{"type":"read","sync_key":1}""")));
        Assert.False(TypingMark.MayBeSellers(From(Command.CustomerSupport, """{"type":"typing"}""", storeId: 0)));
    }

    private static CustomerMessage From(Command command, string content, long storeId = 1001) => new(command)
    {
        Flags = MessageFlags.Unpersistent,
        CustomerAppId = 7,
        CustomerId = 42,
        StoreId = storeId,
        SellerId = 1,
        Content = Encoding.UTF8.GetBytes(content),
    };
}
