using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// What a store offers when it is one shard of several. Safe to call from any thread; every call throws
/// <see cref="StorageUnavailableException"/> when it cannot be answered, and may then be made again.
/// </summary>
/// <remarks>
/// Each user has one home shard, which alone gives that user's keys. A message whose customer and seller live in
/// different shards is stored whole in both; the queue of the one who is not at home is only a counterpart there: its
/// keys are the shard's own, and nobody outside ever sees them.
/// </remarks>
internal interface IShardStore
{
    /// <summary>The keys that messages have here, in the order asked; null where there is no such message.</summary>
    ValueTask<IReadOnlyList<MessageKeys?>> FindAsync(IReadOnlyList<MessageName> names);

    /// <summary>
    /// Takes away messages' uuids: each has none, and is known by <see cref="MessageName.Renamed"/> from then on. What is not
    /// here is passed over.
    /// </summary>
    Task RenameAsync(IReadOnlyList<MessageName> names);

    /// <summary>
    /// The place of the newest message such that no message up to it is missing, nor can be stored any more; 0 when there
    /// is none, or none is known yet.
    /// </summary>
    ValueTask<long> SettledAsync();

    /// <summary>All messages of the store, in the order of places, which are told as <see cref="StoredMessage.SyncKey"/>.</summary>
    /// <param name="afterPlace">0 for the beginning.</param>
    /// <param name="upToPlace">The last place of interest: one that <see cref="SettledAsync"/> has given.</param>
    /// <param name="limit">The most messages to give, at least 1; fewer when <see cref="SyncPage.ContentBytes"/> is reached.</param>
    /// <returns>A page whose end is the last message's place, or <paramref name="upToPlace"/> where there are no more.</returns>
    ValueTask<SyncPage> ReadAsync(long afterPlace, long upToPlace, int limit);

    /// <summary>The assignment of a customer in a store, or null.</summary>
    ValueTask<AssignmentCopy?> FindAssignmentAsync(long storeId, User customer);

    /// <summary>
    /// Takes over assignments from their customers' shards. One that has changed here at a later time stays, and a used
    /// one stays used.
    /// </summary>
    Task PutAssignmentsAsync(IReadOnlyList<AssignmentCopy> copies);

    /// <summary>Assignments that have changed behind a time, in that order: so many, and those of the last one's millisecond.</summary>
    /// <param name="changedAfterMs">Unix milliseconds.</param>
    /// <param name="limit">At least 1.</param>
    ValueTask<IReadOnlyList<AssignmentCopy>> ReadAssignmentsAsync(long changedAfterMs, int limit);
}
