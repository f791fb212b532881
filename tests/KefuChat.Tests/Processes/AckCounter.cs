namespace KefuChat.Tests.Processes;

/// <summary>Counts the acknowledgements of all clients of a test, and tells when there are enough.</summary>
internal sealed class AckCounter
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _reached = new();
    private int _missing;

    /// <summary>One more.</summary>
    public void Count()
    {
        lock (_gate)
        {
            if (--_missing == 0)
            {
                _reached.SetResult();
            }
        }
    }

    /// <summary>Completes after so many more.</summary>
    public Task AfterAsync(int more)
    {
        lock (_gate)
        {
            _missing = more;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _reached.Task.WaitAsync(TestClients.ChatClient.Patience);
        }
    }
}
