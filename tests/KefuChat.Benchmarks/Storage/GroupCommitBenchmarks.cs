using BenchmarkDotNet.Attributes;
using KefuChat.Storage;

namespace KefuChat.Benchmarks.Storage;

/// <summary>
/// Messages stored by so many writers, each of which saves its next message when the last is on stable storage. One
/// operation is one message, in both queues.
/// </summary>
[InvocationCount(1)]
[WarmupCount(3)]
[IterationCount(10)]
public class GroupCommitBenchmarks
{
    private GatewayServices _services = null!;
    private IMessageStore _store = null!;

    /// <summary>Opens a store.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _services = new GatewayServices();
        _store = _services.Get<IMessageStore>();
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services.Dispose();

    /// <summary>One: each message pays for a whole commit.</summary>
    [Benchmark(OperationsPerInvoke = 500)]
    public Task SaveBy1Writer() => SaveAsync(writers: 1, messagesEach: 500);

    /// <summary>As many as the load program's 50×1 has in flight.</summary>
    [Benchmark(OperationsPerInvoke = 10_000)]
    public Task SaveBy50Writers() => SaveAsync(writers: 50, messagesEach: 200);

    /// <summary>As many as its 200×16.</summary>
    [Benchmark(OperationsPerInvoke = 64_000)]
    public Task SaveBy3200Writers() => SaveAsync(writers: 3_200, messagesEach: 20);

    private Task SaveAsync(int writers, int messagesEach) =>
        Task.WhenAll(Enumerable.Range(1, writers).Select(writer => WriteAsync(writer, messagesEach)));

    private async Task WriteAsync(int writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var message = Samples.Message(writer, 1 + (writer % 100));
            var result = await _store.SaveAsync(new SaveRequest(
                message, message.Sender(Samples.KefuAppId), message.Receiver(Samples.KefuAppId), ""));
            if (result.Status != SaveStatus.Stored)
            {
                throw new InvalidOperationException($"a message was not stored: {result.Status}");
            }
        }
    }
}
