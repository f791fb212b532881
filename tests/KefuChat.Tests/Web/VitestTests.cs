using KefuChat.Tests.Browser;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Web;

/// <summary>The browser side's own tests: those that need nothing, and those of the client against a real server.</summary>
[Collection(BrowserSuite.Name)]
public sealed class VitestTests
{
    [Fact]
    public async Task The_tests_of_client_widget_and_console_pass() => (await VitestRun.OfAsync("")).ExpectAtLeast(tests: 300);

    [Fact]
    public async Task The_client_gets_along_with_the_real_server()
    {
        await using var server = new KefuServer(HostKind.Kestrel);
        server.Start();
        var run = await VitestRun.OfAsync(
            "client/test/server/",
            new("KEFU_SERVER", server.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority)),
            new("KEFU_ADMIN_KEY", KefuServer.AdminKey));
        run.ExpectAtLeast(tests: 8);
    }
}
