using KefuChat.Faults.Clients;
using KefuChat.Protocol;

namespace KefuChat.Faults.Verification;

/// <summary>Compares what the clients sent and saw with what the queues hold at the end, read from outside.</summary>
internal sealed class Verifier(IReadOnlyList<ClientRecord> clients, IReadOnlyDictionary<User, AuditedQueue> queues)
{
    /// <summary>Every promise that was broken; none when all were kept.</summary>
    public IEnumerable<Violation> Verify()
    {
        var sent = clients.SelectMany(client => client.Sent).ToDictionary(message => message.Name);
        foreach (var client in clients)
        {
            var queue = queues[client.User];
            if (queue.Failure is { } failure)
            {
                yield return new Violation(ViolationKind.Stuck, $"the queue of {client.User} cannot be read: {failure}");
            }

            // Of what could not be read, nothing is said: the rest would be noise.
            IEnumerable<Violation> found = queue.Failure is null
                ? [.. QueueCheck.Check(client.User, queue, sent), .. ViewCheck.Check(client, queue)]
                : [];
            foreach (var violation in found.Concat(ClientCheck.Check(client)))
            {
                yield return violation;
            }
        }

        foreach (var violation in StoredCheck.Check(sent.Values, queues))
        {
            yield return violation;
        }
    }
}
