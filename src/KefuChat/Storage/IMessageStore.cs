using KefuChat.Protocol;

namespace KefuChat.Storage;

/// <summary>
/// Every user's message queue, on stable storage. A queue's messages are numbered 1, 2, 3, … (the sync key), with no gap
/// but where messages were removed. Safe to call from any thread. Reads throw <see cref="StorageUnavailableException"/>
/// when they cannot be answered.
/// </summary>
internal interface IMessageStore
{
    /// <summary>
    /// Stores a message in the receiver's and in the sender's queue, both or neither. Completes only once it is on
    /// stable storage. What one sender saves is stored, and completes, in the order of the calls. A (sender, uuid) seen
    /// before gets the first time's answer, and nothing is stored. A refusal is an answer, not an exception.
    /// </summary>
    /// <remarks>
    /// Completions run the caller's continuation in place, so that live pushes keep the order of the queues: what
    /// follows must not block.
    /// </remarks>
    Task<SaveResult> SaveAsync(SaveRequest request);

    /// <summary>The messages of one queue after a key, in order.</summary>
    /// <param name="user">Whose queue.</param>
    /// <param name="afterKey">0 for the queue's beginning.</param>
    /// <param name="limit">The most messages to give, at least 1; fewer when <see cref="SyncPage.ContentBytes"/> is reached.</param>
    ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit);

    /// <summary>The highest key a device confirmed, or null when it never confirmed one.</summary>
    ValueTask<long?> GetSyncKeyAsync(User user, string deviceId);

    /// <summary>The highest key any device of the user confirmed, or null when none ever did.</summary>
    ValueTask<long?> GetHighestSyncKeyAsync(User user);

    /// <summary>Remembers that a device holds everything up to a key; never lowers it, nor passes the queue's newest.</summary>
    Task RaiseSyncKeyAsync(User user, string deviceId, long key);

    /// <summary>The newest key of each user's queue, in the order asked; 0 for an empty one.</summary>
    ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users);

    /// <summary>Completes when a write reaches stable storage now; throws otherwise.</summary>
    Task ProbeAsync();
}
