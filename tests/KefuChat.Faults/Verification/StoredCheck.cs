using KefuChat.Faults.Clients;
using KefuChat.Protocol;

namespace KefuChat.Faults.Verification;

/// <summary>What an acknowledgement promises: the message lies in both queues, in the sender's under the key it told.</summary>
internal static class StoredCheck
{
    public static IEnumerable<Violation> Check(IEnumerable<SentMessage> sent, IReadOnlyDictionary<User, AuditedQueue> queues)
    {
        var keys = queues
            .Where(queue => queue.Value.Failure is null)
            .ToDictionary(queue => queue.Key, queue => KeysOf(queue.Value));
        foreach (var message in sent.Where(message => message.AcknowledgedKey is not null))
        {
            foreach (var owner in (User[])[message.Name.Sender, message.Name.Receiver])
            {
                if (keys.TryGetValue(owner, out var held) && !held.ContainsKey(message.Name))
                {
                    yield return new Violation(ViolationKind.Lost, $"{message.Name} was acknowledged and is not in the queue of {owner}");
                }
            }

            if (keys.TryGetValue(message.Name.Sender, out var own)
                && own.TryGetValue(message.Name, out var stored)
                && !stored.Contains(message.AcknowledgedKey!.Value))
            {
                yield return new Violation(
                    ViolationKind.WrongKey, $"{message.Name} was acknowledged with key {message.AcknowledgedKey} and lies under {string.Join(", ", stored)}");
            }
        }
    }

    private static Dictionary<MessageName, List<long>> KeysOf(AuditedQueue queue)
    {
        var keys = new Dictionary<MessageName, List<long>>();
        foreach (var entry in queue.Entries)
        {
            if (entry.Name is { } name)
            {
                if (!keys.TryGetValue(name, out var of))
                {
                    keys[name] = of = [];
                }

                of.Add(entry.Key);
            }
        }

        return keys;
    }
}
