namespace KefuChat.Faults.Clients;

/// <summary>What lies in a queue under a key.</summary>
/// <param name="Key">The sync key.</param>
/// <param name="Name">Which message it is; null for one that no client here could have written.</param>
internal readonly record struct QueueEntry(long Key, MessageName? Name);
