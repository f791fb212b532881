using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Protocol;

/// <summary>A message says by its uuid which one it is.</summary>
public sealed class MessageTagTests
{
    [Fact]
    public void Reads_what_was_written()
    {
        var tag = new MessageTag(0xfedcba98, 1001, 123_456, 987_654_321_012_345);
        var uuid = new byte[MessageTag.Length];
        tag.Write(uuid);

        Assert.True(MessageTag.TryRead(uuid, out var read));
        Assert.Equal(tag, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456z")]
    public void Takes_no_uuid_of_others(string uuid) =>
        Assert.False(MessageTag.TryRead(System.Text.Encoding.ASCII.GetBytes(uuid), out _));
}
