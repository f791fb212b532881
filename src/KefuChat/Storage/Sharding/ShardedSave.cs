namespace KefuChat.Storage.Sharding;

/// <summary>
/// A save with its steps, which are made in the order of the sender's saves, and the answer its caller waits for.
/// </summary>
/// <param name="request">The message and its queues.</param>
/// <param name="namesakeEnded">When an earlier save of the same name is at its end: until then nobody knows whether it is there.</param>
/// <param name="firstTurn">When the saves before it have begun their first step.</param>
/// <param name="secondTurn">When they have begun their second.</param>
internal sealed class ShardedSave(SaveRequest request, Task namesakeEnded, Task firstTurn, Task secondTurn)
{
    // Continuations run in place, as those of the stores do.
    private readonly TaskCompletionSource<SaveResult> _completion = new();
    private readonly TaskCompletionSource _first = new();
    private readonly TaskCompletionSource _second = new();
    private readonly TaskCompletionSource _ended = new();

    /// <summary>The message and its queues.</summary>
    public SaveRequest Request => request;

    /// <summary>Completes with the answer.</summary>
    public Task<SaveResult> Task => _completion.Task;

    /// <summary>Completes when it may be asked whether the message is there.</summary>
    public Task NamesakeEnded => namesakeEnded;

    /// <summary>Completes when it may begin its first step: in the receiver's shard.</summary>
    public Task FirstTurn => firstTurn;

    /// <summary>Completes when it may begin its second step: in the sender's shard.</summary>
    public Task SecondTurn => secondTurn;

    /// <summary>Completes when the next save may begin its first step.</summary>
    public Task FirstBegun => _first.Task;

    /// <summary>Completes when the next save may begin its second step.</summary>
    public Task SecondBegun => _second.Task;

    /// <summary>Completes when it is at its end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What it came to; null while it is under way.</summary>
    public SaveResult? Result { get; private set; }

    /// <summary>Its first step has begun, or it has none.</summary>
    public void BeginFirst() => _first.TrySetResult();

    /// <summary>Its second step has begun.</summary>
    public void BeginSecond() => _second.TrySetResult();

    /// <summary>It is at its end; who waits for that is told by <see cref="End"/>.</summary>
    public void Finish(in SaveResult result) => Result = result;

    /// <summary>Lets a save of the same name go on.</summary>
    public void End() => _ended.TrySetResult();

    /// <summary>Tells the caller what it came to.</summary>
    public void Answer() => _completion.SetResult(Result ?? throw new InvalidOperationException("the save is under way"));
}
