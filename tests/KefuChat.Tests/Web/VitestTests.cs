using KefuChat.Tests.Browser;

namespace KefuChat.Tests.Web;

/// <summary>The browser side's own tests.</summary>
[Collection(BrowserSuite.Name)]
public sealed class VitestTests
{
    [Fact]
    public async Task The_tests_of_client_widget_and_console_pass() => (await VitestRun.OfAsync("")).ExpectAtLeast(1);
}
