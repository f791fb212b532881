using System.Text;
using KefuChat.Support;

namespace KefuChat.Tests.Support;

/// <summary>Which contents say how far somebody has read.</summary>
public sealed class ReadMarkTests
{
    [Theory]
    [InlineData("""{"type":"read","sync_key":42}""", 42)]
    [InlineData("""{ "sync_key": 9007199254740991, "more": true, "type": "read" }""", 9007199254740991)]
    public void Reads_the_key(string content, long expected)
    {
        Assert.True(ReadMark.TryParse(Encoding.UTF8.GetBytes(content), out var key));
        Assert.Equal(expected, key);
    }

    [Theory]
    [InlineData("""{"type":"typing"}""")]
    [InlineData("""{"type":"read"}""")]
    [InlineData("""{"type":"read","sync_key":"42"}""")]
    [InlineData("""{"type":"read","sync_key":0}""")]
    [InlineData("""{"type":"read","sync_key":4.5}""")]
    [InlineData("""{"type":"read","sync_key":9007199254740992}""")]
    [InlineData("""{"text":"\"read\"","sync_key":1}""")]
    [InlineData("""{"type":["read"],"sync_key":1}""")]
    [InlineData("""{"type":"\ud800","\ud800":"read","sync_key":1}""")]
    [InlineData("""{"\ud800":"read","type":"read","sync_kex":1}""")]
    [InlineData("""["read"]""")]
    [InlineData("""{"type":"read","sync_key":1""")]
    [InlineData("")]
    public void Takes_nothing_else_for_one(string content) =>
        Assert.False(ReadMark.TryParse(Encoding.UTF8.GetBytes(content), out _));

    [Fact]
    public void Is_written_as_it_is_read()
    {
        Assert.True(ReadMark.TryParse(ReadMark.Content(7), out var key));
        Assert.Equal(7, key);
    }
}
