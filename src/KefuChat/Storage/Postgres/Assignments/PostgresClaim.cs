using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Postgres;

/// <summary>A claim that waits for its answer.</summary>
/// <param name="request">The claim.</param>
internal sealed class PostgresClaim(ClaimRequest request)
{
    private readonly TaskCompletionSource<AssignmentUpdate> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The claim.</summary>
    public ClaimRequest Request => request;

    /// <summary>The answer.</summary>
    public Task<AssignmentUpdate> Task => _completion.Task;

    /// <summary>What it comes to when its transaction is committed.</summary>
    public AssignmentUpdate Update { get; set; }

    /// <summary>It is on stable storage.</summary>
    public void Complete() => _completion.SetResult(Update);

    /// <summary>It is not known to be stored.</summary>
    public void Fail(Exception cause) => _completion.SetException(cause);
}
