namespace KefuChat.Tests.Cluster;

/// <summary>Lets through, or holds back, what waits for it; open at first.</summary>
internal sealed class Valve
{
    private volatile TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Valve() => Open();

    /// <summary>Completes when it is open.</summary>
    public Task Opened => _opened.Task;

    public void Shut() => _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _opened.TrySetResult();
}
