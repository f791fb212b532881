using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol;

public sealed class ConversationIdTests
{
    [Theory]
    [InlineData("3.7.1001", 3, 7, 1001)]
    [InlineData("0.7.1001", 0, 7, 1001)]
    [InlineData("9007199254740991.9007199254740991.9007199254740991", User.MaxId, User.MaxId, User.MaxId)]
    public void It_is_read_as_it_is_written(string text, long storeId, long appId, long uid)
    {
        Assert.True(ConversationId.TryParse(text, out var id));
        Assert.Equal(new ConversationId(storeId, new User(appId, uid)), id);
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3.7")]
    [InlineData("3.7.1001.1")]
    [InlineData("3.7.")]
    [InlineData("3.0.1001")]
    [InlineData("3.7.0")]
    [InlineData("-3.7.1001")]
    [InlineData("+3.7.1001")]
    [InlineData("03.7.1001")]
    [InlineData(" 3.7.1001")]
    [InlineData("3.7.1001\n")]
    [InlineData("3.7.9007199254740992")]
    [InlineData("9007199254740992.7.1001")]
    [InlineData("3.7.99999999999999999999")]
    [InlineData("../7.1001")]
    [InlineData("٣.7.1001")]
    public void What_is_none_is_not_taken_for_one(string? text) =>
        Assert.False(ConversationId.TryParse(text, out _));
}
