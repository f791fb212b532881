using System.Text;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.EndToEnd;

/// <summary>A server of one kind for each test, and the two who chat.</summary>
public abstract class EndToEndTest(HostKind host) : IAsyncDisposable
{
    internal const long KefuAppId = 1;

    internal static readonly User Customer = new(7, 1001);

    internal static readonly User Seller = new(KefuAppId, 55);

    internal KefuServer Server { get; } = new(host);

    /// <summary>Waits for something the server does on its own account, and no frame tells of.</summary>
    internal static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TestClients.ChatClient.Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The contents of a user's whole queue, as storage holds it; its keys have no gap.</summary>
    internal async Task<List<string>> QueueAsync(User user)
    {
        var page = await Server.Get<IMessageStore>().SyncAsync(user, 0, 100_000);
        Assert.Equal(Enumerable.Range(1, page.Messages.Count).Select(key => (long)key), page.Messages.Select(message => message.SyncKey));
        return page.Messages.Select(stored => Encoding.UTF8.GetString(stored.Message.Content.Span)).ToList();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
