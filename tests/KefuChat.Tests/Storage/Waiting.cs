namespace KefuChat.Tests.Storage;

/// <summary>How tests wait for a store.</summary>
internal static class Waiting
{
    /// <summary>Nothing here takes longer unless it hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Waits, and goes on elsewhere: a save runs its continuation in the store's own loop, which a test, and above all
    /// the closing of the store at its end, would hold up.
    /// </summary>
    public static async Task<T> SoonAsync<T>(this Task<T> task)
    {
        var result = await task.WaitAsync(Patience);
        await Task.Yield();
        return result;
    }

    /// <inheritdoc cref="SoonAsync{T}"/>
    public static async Task SoonAsync(this Task task)
    {
        await task.WaitAsync(Patience);
        await Task.Yield();
    }
}
