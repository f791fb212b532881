using KefuChat.Protocol;
using KefuChat.Uploads;

namespace KefuChat.Tests.Uploads;

public sealed class FileIdTests
{
    private static readonly ConversationId Conversation = new(3, new User(7, 1001));

    [Fact]
    public void It_is_read_as_it_is_written()
    {
        var id = FileId.New(Conversation);
        Assert.StartsWith("3-7-1001-", id.ToString(), StringComparison.Ordinal);
        Assert.True(FileId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
    }

    [Fact]
    public void No_two_are_the_same() => Assert.NotEqual(FileId.New(Conversation), FileId.New(Conversation));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3-7-1001")]
    [InlineData("3-7-1001-")]
    [InlineData("3-7-1001-0123456789abcdef0123456789abcde")]
    [InlineData("3-7-1001-0123456789abcdef0123456789abcdef0")]
    [InlineData("3-7-1001-0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("3-7-1001-../../../../../../../../etc/passw")]
    [InlineData("../7-1001-0123456789abcdef0123456789abcdef")]
    [InlineData("..-7-1001-0123456789abcdef0123456789abcdef")]
    [InlineData("3.7-1001-0123456789abcdef0123456789abcdef")]
    [InlineData("3-7-01001-0123456789abcdef0123456789abcdef")]
    [InlineData("-3-7-1001-0123456789abcdef0123456789abcdef")]
    [InlineData("7-1001-0123456789abcdef0123456789abcdef")]
    public void What_is_none_is_not_taken_for_one(string? text) => Assert.False(FileId.TryParse(text, out _));
}
