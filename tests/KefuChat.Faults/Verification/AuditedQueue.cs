using KefuChat.Faults.Clients;

namespace KefuChat.Faults.Verification;

/// <summary>A user's queue as a reader found it that never saw it before.</summary>
/// <param name="Entries">In the order they came.</param>
/// <param name="NewestKey">Where the queue ends, as the server says.</param>
/// <param name="Failure">Why it could not be read to its end; null when it was.</param>
internal sealed record AuditedQueue(IReadOnlyList<QueueEntry> Entries, long NewestKey, string? Failure = null);
