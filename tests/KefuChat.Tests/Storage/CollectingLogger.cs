using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Storage;

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<LogEntry> _entries = new();

    public IReadOnlyList<LogEntry> Entries => [.. _entries];

    public IReadOnlyList<int> Events => [.. _entries.Select(entry => entry.Event)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue(new LogEntry(logLevel, eventId.Id, formatter(state, exception), Values(state), exception));

    private static object?[] Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? [.. values.Select(value => value.Value)] : [];
}
