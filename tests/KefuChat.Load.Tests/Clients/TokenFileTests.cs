using KefuChat.Load.Clients;

namespace KefuChat.Load.Tests.Clients;

/// <summary>Tokens of a server without our admin API.</summary>
public sealed class TokenFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Gives_each_user_its_token()
    {
        using var tokens = Write("1 2 abc\n\n7  1001\tdef\n7 1002 ghi  \n".Replace('\t', ' '));
        Assert.Equal("abc", await tokens.GetAsync(1, 2, default));
        Assert.Equal("def", await tokens.GetAsync(7, 1001, default));
        Assert.Equal("ghi", await tokens.GetAsync(7, 1002, default));
    }

    [Fact]
    public async Task Says_whose_token_is_missing()
    {
        using var tokens = Write("1 2 abc");
        var error = await Assert.ThrowsAsync<LoadException>(async () => await tokens.GetAsync(1, 3, default));
        Assert.EndsWith("has no token for user 3 of app 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 2")]
    [InlineData("one 2 abc")]
    [InlineData("1 2 abc def")]
    public void Says_which_line_is_none(string line)
    {
        var error = Assert.Throws<LoadException>(() => Write($"1 2 abc\n{line}"));
        Assert.EndsWith("line 2 is not: appid uid token", error.Message, StringComparison.Ordinal);
    }

    private TokenFile Write(string text)
    {
        File.WriteAllText(_path, text);
        return new TokenFile(_path);
    }
}
