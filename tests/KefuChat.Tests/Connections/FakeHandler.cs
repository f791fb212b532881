using System.Collections.Concurrent;
using KefuChat.Connections;
using KefuChat.Protocol;

namespace KefuChat.Tests.Connections;

/// <summary>A handler in a test's hands.</summary>
internal sealed class FakeHandler : IConnectionHandler
{
    public ConcurrentQueue<long> Handled { get; } = new();

    public Func<Frame, ValueTask> OnFrame { get; set; } = _ => ValueTask.CompletedTask;

    public Task Drained { get; set; } = Task.CompletedTask;

    public bool IsClosing { get; private set; }

    public ValueTask HandleAsync(Frame frame)
    {
        Handled.Enqueue(frame.Seq);
        return OnFrame(frame);
    }

    public void OnClosing() => IsClosing = true;

    public Task DrainAsync() => Drained;
}
