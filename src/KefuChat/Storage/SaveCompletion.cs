using System.Diagnostics;
using KefuChat.Telemetry;

namespace KefuChat.Storage;

/// <summary>The answer that a save waits for, and its part of the message's trace.</summary>
internal sealed class SaveCompletion(SaveRequest request)
{
    // Continuations run in place, so that what follows a commit happens in the order of the queues.
    private readonly TaskCompletionSource<SaveResult> _completion = new();
    private readonly Activity? _trace = KefuActivity.StartStore(request.Trace);

    /// <summary>Completes with the answer.</summary>
    public Task<SaveResult> Task => _completion.Task;

    /// <summary>Gives it.</summary>
    public void Answer(SaveResult result)
    {
        KefuActivity.EndSave(_trace, result.Status.Name(), result.Status == SaveStatus.Unavailable);
        _completion.SetResult(result);
    }
}
