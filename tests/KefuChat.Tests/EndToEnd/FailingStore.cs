using System.Threading.Channels;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.EndToEnd;

/// <summary>A store that is empty and takes nothing; reads work until they are told to fail as well.</summary>
internal sealed class FailingStore : IMessageStore
{
    private static readonly StorageUnavailableException Failure = new("out of order");

    /// <summary>Whether a save throws where it should answer.</summary>
    public bool Throws { get; init; }

    /// <summary>Whether writes would succeed again.</summary>
    public bool IsBack { get; set; }

    /// <summary>Whether reads fail too.</summary>
    public bool FailsReads { get; set; }

    /// <summary>The users of each question for newest keys, answered or not.</summary>
    public Channel<IReadOnlyList<User>> Asked { get; } = Channel.CreateUnbounded<IReadOnlyList<User>>();

    public Task<SaveResult> SaveAsync(SaveRequest request) =>
        Throws ? throw new InvalidOperationException("a bug") : Task.FromResult(SaveResult.Unavailable);

    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit) => Read(new SyncPage([], false));

    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => Read<long?>(null);

    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => Read<long?>(null);

    public Task RaiseSyncKeyAsync(User user, string deviceId, long key) => Task.FromException(Failure);

    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users)
    {
        // Decided first: a test that has seen the question may change what comes next.
        var answer = Read<IReadOnlyList<long>>(users.Select(_ => 0L).ToArray());
        Asked.Writer.TryWrite(users);
        return answer;
    }

    public Task ProbeAsync() => IsBack ? Task.CompletedTask : Task.FromException(Failure);

    private ValueTask<T> Read<T>(T value) => FailsReads ? ValueTask.FromException<T>(Failure) : new(value);
}
