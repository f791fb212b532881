using System.Net;
using KefuChat.Load.Clients;
using KefuChat.Load.Crowd;
using KefuChat.Load.Storm;
using User = KefuChat.Protocol.User;

namespace KefuChat.Faults.Verification;

/// <summary>Reads whole queues from outside, each over a fresh connection as a fresh device.</summary>
internal sealed class QueueAudit(IReadOnlyList<IPEndPoint> gateways, ITokenSource tokens)
{
    private const int MaxAttempts = 10;

    // A round of 1000 messages comes at once; the pauses between frames are what is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads a queue, again from the start where a connection fails.</summary>
    public async Task<AuditedQueue> ReadAsync(User user, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(user.AppId, user.Uid, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadOnceAsync(gateways[attempt % gateways.Count], user, token, cancellation);
            }
            catch (Exception e) when (CrowdFailure.Is(e) && !cancellation.IsCancellationRequested)
            {
                if (attempt == MaxAttempts)
                {
                    return new AuditedQueue([], 0, CrowdFailure.KindOf(e));
                }

                await Task.Delay(Backoff.After(attempt, Random.Shared), cancellation);
            }
        }
    }

    private static async Task<AuditedQueue> ReadOnceAsync(IPEndPoint gateway, User user, string token, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var connection = await CrowdConnection.OpenAsync(gateway, source: null, gateway.ToString(), patience.Token);
        var reader = new AuditReader();
        await connection.SendAsync(reader.Login(token, $"audit of {user}"), patience.Token);
        while (!reader.IsDone)
        {
            patience.CancelAfter(Patience);
            var payload = await connection.ReceiveAsync(patience.Token);
            foreach (var frame in reader.Take(payload.Span))
            {
                await connection.SendAsync(frame, patience.Token);
            }
        }

        return new AuditedQueue(reader.Entries, reader.NewestKey);
    }
}
