namespace KefuChat.Tests.Storage;

/// <summary>A place where the stores live: they are opened there, closed, opened again with what they held, and deleted.</summary>
public abstract class StoreBackend : IAsyncDisposable
{
    /// <summary>Deletes the place. The stores are closed.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Opens the stores, new the first time.</summary>
    internal abstract ValueTask<Stores> OpenAsync();

    /// <summary>Closes them, with what waits in them stored.</summary>
    internal abstract ValueTask CloseAsync(Stores stores);
}
