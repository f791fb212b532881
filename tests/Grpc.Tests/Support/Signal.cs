namespace Grpc.Tests.Support;

/// <summary>Set once by one side of a test, awaited by the other.</summary>
internal sealed class Signal
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => _source.TrySetResult();

    public Task WaitAsync() => _source.Task.WaitAsync(TestContext.Current.CancellationToken);
}
