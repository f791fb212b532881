using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Clients;

/// <summary>Gives a client the messages of its queue that it does not hold yet.</summary>
internal sealed partial class SyncClient(Connection connection, IMessageStore store, long kefuAppId, ILogger logger)
{
    /// <summary>The most messages of one round, and the default.</summary>
    public const int MaxMessages = 1000;

    /// <summary>How many of the newest a device gets that was never seen before.</summary>
    public const int NewDeviceMessages = 200;

    private readonly ILogger _logger = logger;

    /// <summary>Answers a SYNC; returns when the answer is in the send queue.</summary>
    public async ValueTask SyncAsync(Session session, Sync sync)
    {
        // A live push between the frames of this answer would look like a gap: pushes wait until it is complete.
        connection.Outgoing.Hold();
        try
        {
            var start = sync.SyncKey > 0 ? sync.SyncKey : await FindStartAsync(session, sync.Origin);
            var limit = sync.Limit == 0 ? MaxMessages : Math.Min(sync.Limit, MaxMessages);
            var page = await store.SyncAsync(session.User, start, limit);
            if (page.Messages.Count == 0)
            {
                // A client ahead of its queue (its server was restored from a backup) is told where the queue ends.
                start = Math.Min(start, page.EndKey);
            }

            await SendAsync(session, start, page);
        }
        catch (StorageUnavailableException e)
        {
            LogStorageUnavailable(connection.Id, e.Message);
            connection.Close(CloseCode.Overloaded, "storage is unavailable");
        }
    }

    private async ValueTask SendAsync(Session session, long start, SyncPage page)
    {
        connection.Outgoing.Reply(new SyncBegin(start));
        foreach (var stored in page.Messages)
        {
            await connection.Outgoing.WaitForRoomAsync();
            connection.Outgoing.Reply(new Delivery(stored.Message, stored.SyncKey, IsOwn(session, stored) ? MessageFlags.Self : MessageFlags.None));
        }

        connection.Outgoing.Reply(new SyncEnd(page.EndKey, page.HasMore));
        connection.Outgoing.Release(page.EndKey);
    }

    private bool IsOwn(Session session, StoredMessage stored) =>
        session.DeviceId.Length > 0
        && stored.SenderDevice == session.DeviceId
        && stored.Message.Sender(kefuAppId) == session.User;

    /// <summary>
    /// Where a sync from 0 starts. Another device's key would make this one skip what only that one has read, so only
    /// classic clients, who have always had it so, get the user's highest.
    /// </summary>
    private async ValueTask<long> FindStartAsync(Session session, SyncOrigin origin)
    {
        if (origin == SyncOrigin.User)
        {
            return await store.GetHighestSyncKeyAsync(session.User) ?? 0;
        }

        // Devices that give no name cannot be told apart: each is a new one.
        var known = session.DeviceId.Length > 0 ? await store.GetSyncKeyAsync(session.User, session.DeviceId) : null;
        return known ?? Math.Max(0, await NewestKeyAsync(session.User) - NewDeviceMessages);
    }

    private async ValueTask<long> NewestKeyAsync(User user) => (await store.LatestKeysAsync([user]))[0];

    [LoggerMessage(4004, LogLevel.Warning, "Connection {Id}: storage is unavailable, the sync was not answered: {Reason}")]
    private partial void LogStorageUnavailable(long id, string reason);
}
