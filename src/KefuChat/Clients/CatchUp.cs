using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Clients;

/// <summary>
/// Looks after users whose subscription routing has just confirmed: whatever was stored before that, and published
/// while nothing could reach them, they are notified of now. Asks storage for the newest keys of exactly those users, and
/// notifies the connections that are behind.
/// </summary>
internal sealed partial class CatchUp : BackgroundService
{
    /// <summary>The most users of one question to storage.</summary>
    public const int MaxUsers = 1000;

    /// <summary>Between two questions to storage that is unavailable.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ConnectionRegistry _registry;
    private readonly IMessageStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _added = new(0);
    private readonly Lock _gate = new();
    private readonly HashSet<User> _waiting = [];
    private bool _isKnownFailed;

    /// <summary>Listens from now on; asks once it is started.</summary>
    public CatchUp(ConnectionRegistry registry, IMessageStore store, TimeProvider time, ILogger<CatchUp> logger)
    {
        _registry = registry;
        _store = store;
        _time = time;
        _logger = logger;
        registry.Subscribed += Add;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _registry.Subscribed -= Add;
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _added.WaitAsync(stoppingToken);
            while (Take() is { Length: > 0 } users)
            {
                if (!await TryNotifyAsync(users))
                {
                    Add(users);
                    await Task.Delay(RetryDelay, _time, stoppingToken);
                }
            }
        }
    }

    private void Add(IReadOnlyCollection<User> users)
    {
        lock (_gate)
        {
            _waiting.UnionWith(users);
        }

        _added.Release();
    }

    private User[] Take()
    {
        lock (_gate)
        {
            User[] users = [.. _waiting.Take(MaxUsers)];
            _waiting.ExceptWith(users);
            return users;
        }
    }

    private async Task<bool> TryNotifyAsync(User[] users)
    {
        try
        {
            var keys = await _store.LatestKeysAsync(users);
            for (var i = 0; i < users.Length; i++)
            {
                _registry.NotifyIfBehind(users[i], keys[i]);
            }

            _isKnownFailed = false;
            return true;
        }
        catch (Exception e)
        {
            // Storage that is unavailable, or a bug: either way they must not be forgotten.
            TellOnce(users.Length, e);
            return false;
        }
    }

    /// <summary>Storage says itself why it is unavailable; where it is a bug, the trace tells which.</summary>
    private void TellOnce(int count, Exception cause)
    {
        if (!_isKnownFailed)
        {
            _isKnownFailed = true;
            LogFailed(count, cause.Message, cause is StorageUnavailableException ? null : cause);
        }
    }

    [LoggerMessage(4005, LogLevel.Warning, "Whether {Count} users have missed messages is not known yet, and is asked again and again: {Reason}")]
    private partial void LogFailed(int count, string reason, Exception? cause);
}
