namespace KefuChat.Storage.Sharding;

/// <summary>Hears of messages that only a repair brought to both queues: nobody may have been told of them.</summary>
internal interface IRepairedMessages
{
    /// <summary>A message is in both queues now. Must not throw, nor block.</summary>
    void Repaired(SaveRequest save, SaveResult result);
}
