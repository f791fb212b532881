using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Tests.Storage;

namespace KefuChat.Tests.EndToEnd;

/// <summary>A server of one kind for each test, and the two who chat.</summary>
public abstract class EndToEndTest(HostKind host) : IAsyncDisposable
{
    internal const long KefuAppId = 1;

    /// <summary>
    /// How long to wait before one looks again. Looking all the time would take the processor from what is waited for.
    /// </summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    internal static readonly User Customer = new(7, 1001);

    internal static readonly User Seller = new(KefuAppId, 55);

    internal KefuServer Server { get; } = new(host);

    /// <summary>Waits for something the server does on its own account, and no frame tells of.</summary>
    internal static Task WaitUntilAsync(Func<bool> condition) => WaitUntilAsync(() => Task.FromResult(condition()));

    /// <inheritdoc cref="WaitUntilAsync(Func{bool})"/>
    internal static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TestClients.ChatClient.Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(Glance, CancellationToken.None);
        }
    }

    /// <summary>The contents of a user's whole queue, as storage holds it; its keys have no gap.</summary>
    internal Task<List<string>> QueueAsync(User user) => Server.Get<IMessageStore>().ReadContentsAsync(user);

    public virtual async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
