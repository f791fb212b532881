namespace KefuChat.Load.Clients;

/// <summary>Waits for a server, but not for ever: one that leaves something unanswered must not stop the program without a word.</summary>
internal static class Patience
{
    /// <summary>
    /// Does <paramref name="work"/>, which the message calls <paramref name="what"/>, and gives it up when it is not done
    /// within <paramref name="limit"/>.
    /// </summary>
    /// <exception cref="LoadException">It was given up.</exception>
    public static async Task LimitAsync(TimeSpan limit, string what, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limit);
        try
        {
            await work(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new LoadException($"{what}: not done after {limit.TotalSeconds} s");
        }
    }
}
