namespace KefuChat.Storage;

/// <summary>A write that waits for its answer.</summary>
internal abstract class PendingWrite
{
    /// <summary>It is on stable storage.</summary>
    public abstract void Complete();

    /// <summary>It is not known to be stored.</summary>
    public abstract void Refuse(StorageUnavailableException cause);
}
