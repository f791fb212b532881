using System.Text;
using KefuChat.Faults.Clients;
using KefuChat.Protocol;

namespace KefuChat.Faults.Tests.Clients;

public sealed class MessageNameTests
{
    private static readonly MessageName Name = new(new User(7, 1001), new User(1, 3), 17);

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(123_456_789)]
    public void A_content_tells_its_message(int number)
    {
        var name = Name with { Number = number };
        Assert.True(MessageName.TryRead(Encoding.ASCII.GetBytes(name.Content), out var read));
        Assert.Equal(name, read);
        Assert.True(name.Uuid.Length <= 64);
    }

    [Fact]
    public void A_classic_uuid_beside_the_text_changes_nothing()
    {
        Assert.True(MessageName.TryRead(Encoding.ASCII.GetBytes("{\"uuid\":\"u\"," + Name.Content[1..]), out var read));
        Assert.Equal(Name, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"text":7}""")]
    [InlineData("""{"text":"hello"}""")]
    public void What_nobody_here_wrote_is_none(string content) => Assert.False(MessageName.TryRead(Encoding.ASCII.GetBytes(content), out _));

    [Fact]
    public void A_content_that_is_not_whole_is_none()
    {
        var shorter = Name.Content.Replace("xxx\"", "\"", StringComparison.Ordinal);
        Assert.NotEqual(Name.Content, shorter);
        Assert.False(MessageName.TryRead(Encoding.ASCII.GetBytes(shorter), out _));
    }
}
