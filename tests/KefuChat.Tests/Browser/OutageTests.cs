using KefuChat.Tests.Processes;

namespace KefuChat.Tests.Browser;

/// <summary>The server dies in the middle of a conversation and comes back.</summary>
public sealed class OutageTests(Chromium chromium) : BrowserTest(chromium)
{
    private readonly string _data = Directory.CreateTempSubdirectory("kefu-browser-").FullName;
    private readonly int _port = FreePort.Next();
    private ServerProcess? _process;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_in_either_window_when_the_server_is_killed_and_restarted()
    {
        Log.Expect("net::ERR_|WebSocket connection to .* failed");
        var seller = await OpenConsoleAsync(Ann);
        var customer = await OpenShopAsync();
        await customer.OpenChatAsync();
        await customer.WriteAsync("1 before");
        await customer.ExpectStateAsync("1 before", "Delivered");
        await seller.ChooseAsync("1 before");
        await seller.WriteAsync("2 before");
        await customer.ExpectTextsAsync("1 before", "2 before");

        // One more is on its way as the server dies: stored or not, its sender cannot know.
        await customer.WriteAsync("3 at the very moment");
        await _process!.KillAsync();
        await customer.WriteAsync("4 meanwhile");
        await customer.WriteAsync("5 meanwhile");
        await customer.ExpectStateAsync("5 meanwhile", "Waiting to be sent");

        await StartServerAsync();
        string[] all = ["1 before", "2 before", "3 at the very moment", "4 meanwhile", "5 meanwhile"];
        await seller.ExpectTextsAsync(all);
        await customer.ExpectTextsAsync(all);
        await customer.ExpectStateAsync("5 meanwhile", "Read");

        await seller.WriteAsync("6 after");
        await customer.ExpectTextsAsync([.. all, "6 after"]);
        await seller.ExpectTextsAsync([.. all, "6 after"]);

        // As storage has it, too.
        await customer.Page.ReloadAsync();
        await customer.OpenChatAsync();
        await customer.ExpectTextsAsync([.. all, "6 after"]);
    }

    internal override async Task<Uri> StartServerAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _process = await ServerProcess.StartAsync(_data, "--urls", $"http://127.0.0.1:{_port}");
        return _process.Address;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }
}
