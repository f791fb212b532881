using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser.Windows;

/// <summary>The seller console.</summary>
internal sealed class ConsoleWindow(IPage page) : ChatWindow(page)
{
    /// <summary>The conversations of the list.</summary>
    public ILocator Conversations => List.GetByRole(AriaRole.Option);

    /// <summary>What scrolls them.</summary>
    public ILocator List => Page.GetByRole(AriaRole.Listbox, new() { Name = "Conversations" });

    /// <summary>The messages that a search has found.</summary>
    public ILocator SearchResults => Page.GetByRole(AriaRole.Region, new() { Name = "Messages found" }).GetByRole(AriaRole.Button);

    /// <summary>That the customer is typing.</summary>
    public ILocator Typing => Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "is typing…" });

    /// <summary>The dialog that is open.</summary>
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    public override ILocator Composer => Page.GetByRole(AriaRole.Textbox, new() { NameRegex = new("^Write to ") });

    /// <summary>A button anywhere on the page.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Chooses the conversation in whose row this is written.</summary>
    public async Task ChooseAsync(string text = "")
    {
        await Conversations.Filter(new LocatorFilterOptions { HasText = text }).First.ClickAsync();
        await Expect(Composer).ToBeVisibleAsync();
    }

    /// <summary>Sends the quick reply of a shortcut.</summary>
    public async Task ReplyQuicklyAsync(string shortcut)
    {
        await Composer.FillAsync("/" + shortcut);
        await Expect(Page.GetByRole(AriaRole.Listbox, new() { Name = "Quick replies" }).GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Composer.PressAsync("Enter");
        await Expect(Composer).Not.ToHaveValueAsync("/" + shortcut);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Signs out.</summary>
    public Task SignOutAsync() => Button("Sign out").ClickAsync();
}
