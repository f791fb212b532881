using System.Net;
using KefuChat.Load.Clients;
using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Clients;

/// <summary>Tokens of other servers may be longer than the classic protocol has room for.</summary>
public sealed class LongTokenTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(255, "user 7:1001 could not connect: ")]
    [InlineData(256, "the token of user 7:1001 has 256 bytes, and --framing tcp has room for 255")]
    public async Task Says_whose_token_is_too_long(int length, string error)
    {
        File.WriteAllText(_path, $"7 1001 {new string('a', length)}");
        using var tokens = new TokenFile(_path);
        using var customer = new LoadCustomer(index: 0, new RunState(new LoadOptions { Customers = 1, Framing = Framing.ClassicTcp }));

        // To a port that nobody listens on: a token that fits gets that far.
        var refused = await Assert.ThrowsAsync<LoadException>(
            () => customer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, 1), "localhost", tokens, CancellationToken.None));
        Assert.StartsWith(error, refused.Message, StringComparison.Ordinal);
    }
}
