using KefuChat.Tests.Browser.Windows;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>The console's door.</summary>
public sealed class SignInTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task It_says_what_is_wrong_with_a_token()
    {
        Log.Expect("status of 40[13]");
        var token = await Backend.TokenAsync(Ann);
        await ExpectRefusedAsync("not a token", "That is not a token.");
        await ExpectRefusedAsync(token[..^4] + "AAAA", "The server does not accept this token.");
        await ExpectRefusedAsync(await Backend.TokenAsync(Customer), "This token is a customer's, not a seller's.");
        await ExpectRefusedAsync(Server.Token(Ann, ttl: TimeSpan.FromSeconds(-10)), "This token has expired.");
    }

    [Fact]
    public async Task A_token_in_the_address_signs_in_and_is_gone_from_the_address()
    {
        var console = await OpenConsoleAsync(Ann);
        Assert.Equal(new Uri(ServerAddress, "/console").ToString(), console.Page.Url);
        await Expect(console.Page.GetByText("Ann").First).ToBeVisibleAsync();

        // Signed in for this tab, until signed out.
        await console.Page.ReloadAsync();
        await Expect(console.List).ToBeVisibleAsync();
        await console.SignOutAsync();
        await Expect(console.Page.GetByLabel("Token")).ToBeVisibleAsync();
        await console.Page.ReloadAsync();
        await Expect(console.Page.GetByLabel("Token")).ToBeVisibleAsync();
    }

    private async Task ExpectRefusedAsync(string token, string answer)
    {
        var page = await (await NewContextAsync("seller")).NewPageAsync();
        await page.GotoAsync(new Uri(ServerAddress, "/console").ToString());
        await page.GetByLabel("Token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(answer);
        await Expect(new ConsoleWindow(page).List).ToBeHiddenAsync();
    }
}
