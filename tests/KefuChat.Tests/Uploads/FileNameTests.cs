using KefuChat.Uploads;

namespace KefuChat.Tests.Uploads;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("photo.png", "photo.png")]
    [InlineData("收据 2026 🙂.pdf", "收据 2026 🙂.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\photo.png", "photo.png")]
    [InlineData("..", "file")]
    [InlineData("photos/", "file")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt")]
    [InlineData("a\0b\u007f\u2028.txt", "ab.txt")]
    [InlineData("photo\u202egpj.exe", "photogpj.exe")]
    [InlineData(" ", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void It_says_what_a_name_may_say(string? name, string clean) => Assert.Equal(clean, FileName.Clean(name));

    [Fact]
    public void A_long_one_is_cut_before_its_extension()
    {
        Assert.Equal(new string('n', 196) + ".png", FileName.Clean(new string('n', 300) + ".png"));
        Assert.Equal(new string('n', 200), FileName.Clean(new string('n', 300)));
        Assert.Equal("n." + new string('x', 198), FileName.Clean("n." + new string('x', 300)));
    }

    [Fact]
    public void It_is_not_cut_within_a_character() =>
        Assert.Equal(new string('n', 195) + ".png", FileName.Clean(new string('n', 195) + "🙂" + ".png"));

    [Fact]
    public void Half_a_character_is_left_out() => Assert.Equal("ab", FileName.Clean("a\ud83db"));
}
