namespace KefuChat.Storage.Sharding;

/// <summary>Brings into one shard what another has.</summary>
/// <param name="kefuAppId">The app where sellers live.</param>
internal sealed class ShardCopies(long kefuAppId)
{
    /// <summary>What a message is known by everywhere.</summary>
    public MessageName NameOf(StoredMessage stored) => new(stored.Message.Sender(kefuAppId), stored.DedupeKey);

    /// <summary>Those of some messages of one shard that another does not hold.</summary>
    public async Task<IReadOnlyList<StoredMessage>> MissingAsync(IReadOnlyList<StoredMessage> messages, Shard target)
    {
        var found = await target.Copies.FindAsync([.. messages.Select(NameOf)]);
        return [.. messages.Where((_, i) => found[i] is null)];
    }

    /// <summary>Saves a message of one shard in another.</summary>
    /// <param name="stored">The message.</param>
    /// <param name="target">The other shard.</param>
    /// <param name="isCopy">Whether the assignment is not kept there.</param>
    /// <exception cref="StorageUnavailableException">It is not there.</exception>
    public async Task<(SaveRequest Save, SaveResult Result)> SaveAsync(StoredMessage stored, Shard target, bool isCopy)
    {
        var save = new SaveRequest(
            stored.Message,
            stored.Message.Sender(kefuAppId),
            stored.Message.Receiver(kefuAppId),
            stored.SenderDevice,
            DedupeId: stored.DedupeId,
            IsCopy: isCopy);
        var result = await target.Messages.SaveAsync(save);
        return result.Status == SaveStatus.Unavailable
            ? throw new StorageUnavailableException($"group {target.Name} does not store messages now")
            : (save, result);
    }
}
