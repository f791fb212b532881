using KefuChat.Storage;

namespace KefuChat.Clients;

/// <summary>
/// One connection's messages in flight, in the order they came. However they become ready, they are finished in that
/// order, one at a time: delivery and ACK keep the order of the socket.
/// </summary>
/// <param name="finish">Delivers and acknowledges; must not block.</param>
internal sealed class InFlightMessages(Action<InFlightMessage> finish)
{
    private readonly Lock _gate = new();
    private readonly Queue<InFlightMessage> _messages = new();
    private TaskCompletionSource? _drained;

    /// <summary>
    /// Puts a message behind the others; where there are none, and it awaits nothing, it is finished at once. Called by the
    /// read loop only.
    /// </summary>
    public void Add(InFlightMessage message)
    {
        lock (_gate)
        {
            if (_messages.Count == 0 && message.IsReady)
            {
                finish(message);
            }
            else
            {
                _messages.Enqueue(message);
            }
        }
    }

    /// <summary>Storage has answered. Called from any thread.</summary>
    public void Complete(InFlightSave save, SaveResult result)
    {
        lock (_gate)
        {
            save.Answer(result);
            FinishReady();
        }
    }

    /// <summary>Completes when none is in flight.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (_messages.Count == 0)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private void FinishReady()
    {
        while (_messages.TryPeek(out var first) && first.IsReady)
        {
            _messages.Dequeue();
            finish(first);
        }

        if (_messages.Count == 0)
        {
            _drained?.TrySetResult();
        }
    }
}
