using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Keeps what is logged, and lets a test wait for it.</summary>
internal sealed class EventLog<T> : ILogger<T>
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, int Event, string Text, Exception? Cause)> _entries = [];
    private readonly List<(int Event, int Times, TaskCompletionSource Seen)> _waiters = [];

    public IReadOnlyList<(LogLevel Level, int Event, string Text, Exception? Cause)> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>How often an event was logged.</summary>
    public int Count(int @event) => Entries.Count(entry => entry.Event == @event);

    /// <summary>Completes when an event has been logged so many times.</summary>
    public Task SeenAsync(int @event, int times = 1)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((@event, times, seen));
            TellWaiters();
            return seen.Task.SoonAsync();
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _entries.Add((logLevel, eventId.Id, formatter(state, exception), exception));
            TellWaiters();
        }
    }

    private void TellWaiters()
    {
        foreach (var (@event, times, seen) in _waiters)
        {
            if (_entries.Count(entry => entry.Event == @event) >= times)
            {
                seen.TrySetResult();
            }
        }
    }
}
