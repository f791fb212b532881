namespace Grpc.Tests.Support;

/// <summary>Set once by one side of a test, awaited by the other.</summary>
internal sealed class Signal
{
    /// <summary>Nothing on loopback takes so long: the side that was to set it has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => _source.TrySetResult();

    public Task WaitAsync() => _source.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
