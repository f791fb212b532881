using KefuChat.Storage;

namespace KefuChat.Tests.Storage;

/// <summary>A place where one store lives: it is opened there, closed, opened again with what it held, and deleted.</summary>
public abstract class MessageStoreBackend : IAsyncDisposable
{
    /// <summary>Deletes the place. The store is closed.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Opens the store, new the first time.</summary>
    internal abstract ValueTask<IMessageStore> OpenAsync();

    /// <summary>Closes it, with what waits in it stored.</summary>
    internal abstract ValueTask CloseAsync(IMessageStore store);
}
