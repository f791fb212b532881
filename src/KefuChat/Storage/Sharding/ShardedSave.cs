namespace KefuChat.Storage.Sharding;

/// <summary>A save with what is to be done behind its first step, and the answer its caller waits for.</summary>
/// <param name="request">The message and its queues.</param>
internal sealed class ShardedSave(SaveRequest request)
{
    // Continuations run in place, as those of the stores do.
    private readonly TaskCompletionSource<SaveResult> _completion = new();

    /// <summary>The message and its queues.</summary>
    public SaveRequest Request => request;

    /// <summary>Completes with the answer.</summary>
    public Task<SaveResult> Task => _completion.Task;

    /// <summary>What it came to; null while it is under way.</summary>
    public SaveResult? Result { get; set; }

    /// <summary>Tells the caller what it came to.</summary>
    public void Answer() => _completion.SetResult(Result ?? throw new InvalidOperationException("the save is under way"));
}
