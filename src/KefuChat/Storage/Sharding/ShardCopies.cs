namespace KefuChat.Storage.Sharding;

/// <summary>Brings into one shard what another has.</summary>
/// <param name="kefuAppId">The app where sellers live.</param>
internal sealed class ShardCopies(long kefuAppId)
{
    /// <summary>What a message is known by everywhere.</summary>
    public MessageName NameOf(StoredMessage stored) => new(stored.Message.Sender(kefuAppId), stored.DedupeKey);

    /// <summary>Saves those that a shard does not hold, in their order.</summary>
    /// <param name="messages">Messages of another shard.</param>
    /// <param name="target">The shard.</param>
    /// <param name="isCopy">Of which of them the assignment is not kept there.</param>
    /// <returns>Those that were missing, and what became of them.</returns>
    /// <exception cref="StorageUnavailableException">Not all are there now.</exception>
    public async Task<IReadOnlyList<(SaveRequest Save, SaveResult Result)>> FillAsync(
        IReadOnlyList<StoredMessage> messages, Shard target, Func<StoredMessage, bool> isCopy)
    {
        var filled = new List<(SaveRequest, SaveResult)>();
        var found = await target.Copies.FindAsync([.. messages.Select(NameOf)]);
        foreach (var (stored, _) in messages.Zip(found).Where(pair => pair.Second is null))
        {
            var save = new SaveRequest(
                stored.Message,
                stored.Message.Sender(kefuAppId),
                stored.Message.Receiver(kefuAppId),
                stored.SenderDevice,
                DedupeId: stored.DedupeId,
                IsCopy: isCopy(stored));

            // One after the other: two senders' would else be stored in any order.
            var result = await target.Messages.SaveAsync(save);
            if (result.Status == SaveStatus.Unavailable)
            {
                throw new StorageUnavailableException($"group {target.Name} does not store messages now");
            }

            filled.Add((save, result));
        }

        return filled;
    }
}
