using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser.Windows;

/// <summary>A page of the shop, with the widget on it.</summary>
internal sealed class ShopWindow(IPage page) : ChatWindow(page)
{
    /// <summary>The button that opens the chat.</summary>
    public ILocator Launcher => Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Open the chat") });

    /// <summary>The chat.</summary>
    public ILocator Panel => Page.GetByRole(AriaRole.Dialog);

    public override ILocator Composer => Panel.GetByRole(AriaRole.Textbox, new() { Name = "Message", Exact = true });

    /// <summary>That a seller is typing.</summary>
    public ILocator Typing => Log.GetByRole(AriaRole.Img, new() { NameRegex = new("is typing") });

    /// <summary>Opens the chat, and waits until one can write.</summary>
    public async Task OpenChatAsync()
    {
        await Launcher.ClickAsync();
        await Expect(Composer).ToBeFocusedAsync();
    }

    /// <summary>Calls a method of the widget's JavaScript API, as the shop's own script does.</summary>
    public Task CallAsync(string method, object? argument = null) =>
        Page.EvaluateAsync("([method, argument]) => { window.KefuChat[method](argument); }", new[] { method, argument });

    /// <summary>Answers the seller who asked how it was.</summary>
    public async Task RateAsync(int stars)
    {
        await Log.GetByRole(AriaRole.Radio, new() { Name = $"{stars} stars" }).PressAsync(" ");
        await Log.GetByRole(AriaRole.Button, new() { Name = "Send rating" }).ClickAsync();
    }

    /// <summary>Sends the product that the page is about.</summary>
    public Task SendProductAsync() =>
        Panel.GetByRole(AriaRole.Region, new() { Name = "You are looking at" }).GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
}
