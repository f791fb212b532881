using KefuChat.Faults.Clients;
using KefuChat.Protocol;

namespace KefuChat.Faults.Verification;

/// <summary>What a queue promises by itself: keys without a hole, each message once, in the order it was sent, and nothing else.</summary>
internal static class QueueCheck
{
    public static IEnumerable<Violation> Check(User owner, AuditedQueue queue, IReadOnlyDictionary<MessageName, SentMessage> sent)
    {
        var seen = new Dictionary<MessageName, long>();
        var newest = new Dictionary<(User Sender, User Receiver), int>();
        var key = 0L;
        foreach (var entry in queue.Entries)
        {
            if (entry.Key != key + 1)
            {
                yield return new Violation(ViolationKind.Gap, $"queue of {owner}: key {entry.Key} follows on {key}");
            }

            key = entry.Key;
            if (entry.Name is not { } name || !sent.ContainsKey(name) || (name.Sender != owner && name.Receiver != owner))
            {
                yield return new Violation(ViolationKind.Foreign, $"queue of {owner}: key {key} is {Describe(entry.Name)}");
                continue;
            }

            if (!seen.TryAdd(name, key))
            {
                yield return new Violation(ViolationKind.Doubled, $"queue of {owner}: {name} lies under {seen[name]} and {key}");
                continue;
            }

            var pair = (name.Sender, name.Receiver);
            if (newest.GetValueOrDefault(pair) is var before && before > name.Number)
            {
                yield return new Violation(ViolationKind.Reordered, $"queue of {owner}: {name} under {key} comes behind #{before}");
            }

            newest[pair] = Math.Max(before, name.Number);
        }

        if (queue.NewestKey != key)
        {
            yield return new Violation(ViolationKind.Gap, $"queue of {owner}: its newest key is {queue.NewestKey}, its last entry's {key}");
        }
    }

    private static string Describe(MessageName? name) => name is { } sent ? $"{sent}, which nobody sent there" : "no message of anybody here";
}
