using KefuChat.Authentication;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Clients;

/// <summary>
/// One connection's client: who it is, and the one switch on what it sends. The customer-service commands are
/// <see cref="CustomerClient"/>'s, syncing is <see cref="SyncClient"/>'s.
/// </summary>
internal sealed partial class Client(
    Connection connection,
    CustomerClient customer,
    SyncClient sync,
    ConnectionRegistry registry,
    IMessageStore store,
    Tokens tokens,
    TimeProvider time,
    ILogger logger) : IConnectionHandler
{
    // Joining and leaving the registry: a connection that closes while its token is verified must not join any more.
    private readonly Lock _gate = new();
    private readonly ILogger _logger = logger;
    private Session? _session;
    private bool _hasLeft;

    /// <inheritdoc/>
    public ValueTask HandleAsync(Frame frame)
    {
        if (frame.Message is DeliveryAck && _session is not null)
        {
            return ValueTask.CompletedTask;
        }

        if (!connection.RateLimit.TryTake())
        {
            RefuseRate(frame);
            return ValueTask.CompletedTask;
        }

        switch (frame.Message)
        {
            case AuthToken message:
                return AuthenticateAsync(message);
            case Ping:
                return PongAsync();
            case var _ when _session is null:
                customer.Refuse(frame.Seq, frame.Message.Command, Status.NotAuthenticated, "send AUTH_TOKEN first");
                break;
            case CustomerMessage message:
                return customer.HandleAsync(_session, frame.Seq, message);
            case Sync message:
                return sync.SyncAsync(_session, message);
            case SyncKeyConfirmed message:
                return ConfirmAsync(_session, frame.Seq, message);
            case Refused message:
                customer.Refuse(frame.Seq, message.Command, message.Status, message.Reason);
                break;
            default:
                throw new InvalidOperationException($"{frame.Message.Command} has no handler");
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void OnClosing()
    {
        lock (_gate)
        {
            _hasLeft = true;
            if (_session is not null)
            {
                registry.Leave(_session.User, connection);
            }
        }
    }

    /// <inheritdoc/>
    public Task DrainAsync() => customer.DrainAsync();

    private void RefuseRate(in Frame frame)
    {
        if (connection.RateLimit.IsAbused)
        {
            connection.Close(CloseCode.RateAbused, "went on sending over the rate limit");
        }
        else
        {
            customer.Refuse(frame.Seq, frame.Message.Command, Status.RateLimited, "too many frames from this connection");
        }
    }

    private async ValueTask AuthenticateAsync(AuthToken message)
    {
        if (await tokens.VerifyAsync(message.Token) is not { } identity || (_session is not null && _session.User != identity.User))
        {
            LogTokenRefused(connection.Id);
            connection.Outgoing.Reply(new AuthStatus(Status.AuthFailed, default, Now, 0));
            if (connection.ClosesOnFailedAuthentication)
            {
                connection.Close(CloseCode.AuthenticationFailed, "the token was refused");
            }

            return;
        }

        // Registered before the newest key is read, so that nothing falls between; what is pushed meanwhile waits.
        connection.Outgoing.Hold();
        Join(new Session(identity.User, message.DeviceId, identity.IsForbidden));
        try
        {
            var newest = (await store.LatestKeysAsync([identity.User]))[0];
            connection.MarkAuthenticated();
            connection.Outgoing.Reply(new AuthStatus(Status.Ok, identity.User, Now, newest));
            connection.Outgoing.Release(newest);
        }
        catch (StorageUnavailableException e)
        {
            LogStorageUnavailable(connection.Id, e.Message);
            connection.Outgoing.Reply(new AuthStatus(Status.StorageUnavailable, identity.User, Now, 0));
            connection.Close(CloseCode.Overloaded, "storage is unavailable");
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A further AUTH_TOKEN of the same user renews nothing but is welcome.</summary>
    private void Join(Session session)
    {
        lock (_gate)
        {
            if (_session is null && !_hasLeft)
            {
                registry.Join(session.User, connection);
                _session = session;
            }
        }
    }

    private async ValueTask PongAsync()
    {
        var newest = 0L;
        if (_session is { } session)
        {
            try
            {
                newest = (await store.LatestKeysAsync([session.User]))[0];
            }
            catch (StorageUnavailableException e)
            {
                // The connection is alive, which is what was asked; 0 makes no claim about the queue.
                LogStorageUnavailable(connection.Id, e.Message);
            }
        }

        connection.Outgoing.Reply(new Pong(newest));
    }

    private async ValueTask ConfirmAsync(Session session, long seq, SyncKeyConfirmed message)
    {
        try
        {
            await store.RaiseSyncKeyAsync(session.User, session.DeviceId, message.SyncKey);
        }
        catch (StorageUnavailableException e)
        {
            LogStorageUnavailable(connection.Id, e.Message);
            customer.Refuse(seq, message.Command, Status.StorageUnavailable, "the sync key was not stored");
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "Connection {Id}: the token was refused")]
    private partial void LogTokenRefused(long id);

    [LoggerMessage(4002, LogLevel.Warning, "Connection {Id}: storage is unavailable: {Reason}")]
    private partial void LogStorageUnavailable(long id, string reason);
}
