using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Processes;

/// <summary>Never a token or a word of a message in a log, however loud it is.</summary>
public sealed class SilentLogTests : ProcessTest
{
    [Fact]
    public async Task Tokens_and_contents_stay_out_of_the_log()
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory, "--Logging:LogLevel:Default=Trace");
        var token = await MintAsync(server, Seller);
        await using (var client = await server.LoginAsync(Seller, token))
        {
            await client.AnswerAsync(new(7, 8), Seller.Uid, "a secret between us");
            await client.ExpectAsync(Command.Ack);
            await client.SendAsync(Command.AuthToken, 3L, token + "x", "device");
            await client.Closed;
        }

        // The console is written to by a thread of its own, some time after the client has heard.
        string[] told = ["Offline push to 7/8", "the token was refused", "A token is refused: it is not signed with HS256"];
        await EndToEndTest.WaitUntilAsync(() => told.All(line => server.Output.Contains(line, StringComparison.Ordinal)));
        await server.KillAsync();
        Assert.DoesNotContain("a secret between us", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(token, server.Output, StringComparison.Ordinal);
    }
}
