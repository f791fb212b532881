using System.Text.Json;
using KefuChat.Tests.Browser.Windows;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser;

/// <summary>Messages by people who mean harm: they are text, and nothing else.</summary>
public sealed class HostileMessageTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Harm = "window.harmed = true";
    private const string RightToLeft = "\u202Egpj.exe";

    /// <summary>What is put where text, an address or an id is expected.</summary>
    private static readonly string[] Contents =
    [
        Text($"<img src=x onerror=\"{Harm}\">"),
        Text($"<script>{Harm}</script>"),
        Text($"javascript:{Harm} and java\tscript:{Harm} and data:text/html,<script>{Harm}</script>"),
        Text($"http://shop.example/\"onmouseover=\"{Harm}"),
        Text($"invoice {RightToLeft}"),
        Json(new { type = "product", id = "1", title = $"<b onclick=\"{Harm}\">jacket</b>", url = $"javascript:{Harm}", image = "http://evil.example/pixel.png" }),
        Json(new { type = "order", id = "1", title = "order", items = new[] { new { title = "<i>", quantity = 1 } }, url = $"data:text/html,<script>{Harm}</script>" }),
        Json(new { type = "image", file = "../../demo", name = $"\"><img src=x onerror=\"{Harm}\">" }),
        Json(new { type = "file", file = "javascript:" + Harm, name = "readme.html" }),
        Json(new { type = "rating", stars = 1e300 }),
        Json(new { type = "text", text = new[] { 1, 2, 3 } }),
        Json(new { type = new[] { "text" }, text = "list" }),
        """{"type":"system","event":"__proto__","seller":{"uid":1,"name":"<script>"}}""",
        """{"__proto__":{"harmed":true},"type":"text","text":{}}""",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "null",
        "",
    ];

    [Fact]
    public async Task They_do_nothing_in_the_widget_and_look_harmless()
    {
        await using var wire = await Server.LoginAsync(Ann);
        var customer = await OpenIdentifiedAsync();
        foreach (var content in Contents)
        {
            await wire.AnswerAsync(Customer, Ann.Uid, content, Guid.NewGuid().ToString("N"), ShopBackend.Store);
        }

        await ExpectHarmlessAsync(customer);
    }

    [Fact]
    public async Task They_do_nothing_in_the_console_and_look_harmless()
    {
        // High enough for all of them: the console keeps in the page what is in sight.
        var seller = await OpenConsoleAsync(Ann, await NewContextAsync("seller", new() { Locale = "en-US", ViewportSize = new() { Width = 1280, Height = 2400 } }));
        await using var wire = await Server.LoginAsync(Customer);
        foreach (var content in Contents)
        {
            await wire.AskAsync(Customer, Ann.Uid, content, Guid.NewGuid().ToString("N"), ShopBackend.Store);
        }

        await seller.ChooseAsync();
        await ExpectHarmlessAsync(seller);
    }

    private async Task ExpectHarmlessAsync(ChatWindow window)
    {
        // The pictures and files that do not exist are asked for, at our own server only.
        Log.Expect("status of 40[04]");
        await Expect(window.Messages).ToHaveCountAsync(Contents.Length);
        await Expect(window.Log.GetByText($"<img src=x onerror=\"{Harm}\">", new() { Exact = true })).ToBeVisibleAsync();

        Assert.False(await window.Page.EvaluateAsync<bool>("() => 'harmed' in window"));
        var addresses = await window.Log.Locator("a, img").EvaluateAllAsync<string[]>("all => all.map(element => element.href || element.src)");
        Assert.All(addresses, address => Assert.StartsWith("http", address, StringComparison.Ordinal));
        Assert.DoesNotContain(Log.Requests, request => request.Contains("evil.example", StringComparison.Ordinal));

        // What turns the direction of writing around does so within its own message.
        var reversed = window.Texts.Filter(new() { HasText = "invoice" });
        Assert.Contains(await reversed.EvaluateAsync<string>("element => getComputedStyle(element).unicodeBidi"), (string[])["isolate", "plaintext"]);
    }

    private async Task<ShopWindow> OpenIdentifiedAsync()
    {
        var customer = await OpenShopAsync();
        await customer.CallAsync("identify", await Backend.TokenAsync(Customer));
        await customer.OpenChatAsync();
        return customer;
    }

    private static string Text(string text) => Json(new { type = "text", text });

    private static string Json(object content) => JsonSerializer.Serialize(content);
}
