using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Storage;

/// <summary>A line of a log.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Event">Its stable id.</param>
/// <param name="Text">As it is read.</param>
/// <param name="Values">What structured logging keeps of it.</param>
/// <param name="Cause">The exception logged with it.</param>
internal sealed record LogEntry(LogLevel Level, int Event, string Text, IReadOnlyList<object?> Values, Exception? Cause);
