using KefuChat.Faults.Clients;

namespace KefuChat.Faults.Verification;

/// <summary>What a client was promised: to see its whole queue, each entry once, as it is.</summary>
internal static class ViewCheck
{
    public static IEnumerable<Violation> Check(ClientRecord client, AuditedQueue queue)
    {
        var stored = new Dictionary<long, MessageName?>();
        foreach (var entry in queue.Entries)
        {
            stored[entry.Key] = entry.Name;
        }

        var key = 0L;
        foreach (var entry in client.Received)
        {
            if (entry.Key != key + 1)
            {
                var kind = entry.Key > key ? ViolationKind.Gap : ViolationKind.Doubled;
                yield return new Violation(kind, $"client of {client.User}: key {entry.Key} came after {key}");
            }

            key = entry.Key;
            if (!stored.TryGetValue(key, out var name))
            {
                yield return new Violation(ViolationKind.Lost, $"client of {client.User}: took {entry.Name} under {key}, where the queue has nothing");
            }
            else if (name != entry.Name)
            {
                yield return new Violation(ViolationKind.WrongKey, $"client of {client.User}: took {entry.Name} under {key}, where the queue has {name}");
            }
        }

        if (key < queue.NewestKey)
        {
            yield return new Violation(ViolationKind.Stuck, $"client of {client.User}: came to key {key} of {queue.NewestKey}");
        }
    }
}
