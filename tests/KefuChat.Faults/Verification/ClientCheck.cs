using KefuChat.Faults.Clients;

namespace KefuChat.Faults.Verification;

/// <summary>What a client can complain of by itself.</summary>
internal static class ClientCheck
{
    public static IEnumerable<Violation> Check(ClientRecord client)
    {
        foreach (var text in client.Malformed)
        {
            yield return new Violation(ViolationKind.Malformed, $"client of {client.User}: {text}");
        }

        foreach (var message in client.Sent.Where(message => message.Refusal is not null))
        {
            yield return new Violation(ViolationKind.Refused, $"{message.Name} was refused with {(int)message.Refusal!} {message.Refusal}");
        }

        foreach (var name in client.Unsettled)
        {
            yield return new Violation(ViolationKind.Stuck, $"{name} has no answer");
        }
    }
}
