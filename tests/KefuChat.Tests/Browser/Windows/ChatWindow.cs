using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace KefuChat.Tests.Browser.Windows;

/// <summary>A page with a conversation in it, as its user finds things on it: by their roles and names.</summary>
internal abstract class ChatWindow(IPage page)
{
    public IPage Page => page;

    /// <summary>The messages' log.</summary>
    public ILocator Log => Page.GetByRole(AriaRole.Log);

    /// <summary>Where one writes.</summary>
    public abstract ILocator Composer { get; }

    /// <summary>The rows of the log, oldest first.</summary>
    public ILocator Messages => Log.Locator(".kc-message");

    /// <summary>What was written, without cards, images and lines of the server.</summary>
    public ILocator Texts => Messages.Locator(".kc-text");

    /// <summary>The rows in which this is written.</summary>
    public ILocator Message(string text) => Messages.Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>Writes and sends.</summary>
    public async Task WriteAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    /// <summary>Sends a file by the picker.</summary>
    public Task AttachAsync(FilePayload file) => Page.Locator("input[type=file]").SetInputFilesAsync(file);

    /// <summary>Pastes a file where one writes.</summary>
    public Task PasteAsync(FilePayload file) => DispatchAsync(
        file, "new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true, composed: true })");

    /// <summary>Drops a file where one writes.</summary>
    public Task DropAsync(FilePayload file) => DispatchAsync(
        file, "new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true, composed: true })");

    /// <summary>Waits until exactly these texts are in the log, in this order.</summary>
    public Task ExpectTextsAsync(params string[] texts) => Expect(Texts).ToHaveTextAsync(texts);

    /// <summary>Waits until one's own message has come as far as its mark says: Sent, Delivered, Read.</summary>
    public Task ExpectStateAsync(string text, string state) =>
        Expect(Message(text).GetByRole(AriaRole.Img, new() { Name = state, Exact = true })).ToBeVisibleAsync();

    /// <summary>Waits until the picture of a name is there and can be seen.</summary>
    public async Task ExpectImageAsync(string name)
    {
        var image = Log.GetByRole(AriaRole.Img, new() { Name = $"Image: {name}", Exact = true });
        await Expect(image).ToBeVisibleAsync();
        await Expect(image).ToHaveJSPropertyAsync("complete", true);
        Assert.NotEqual(0, await image.EvaluateAsync<int>("image => image.naturalWidth"));
    }

    /// <summary>Dispatches an event that carries a file, as the browser does when somebody pastes or drops one.</summary>
    private Task<JsonElement?> DispatchAsync(FilePayload file, string @event) => Composer.EvaluateAsync(
        $$"""
        (composer, { name, type, base64 }) => {
            const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
            const files = new DataTransfer();
            files.items.add(new File([bytes], name, { type }));
            composer.dispatchEvent({{@event}});
        }
        """,
        new { name = file.Name, type = file.MimeType, base64 = Convert.ToBase64String(file.Buffer) });
}
