namespace KefuChat.Storage.Sharding;

/// <summary>Hears of messages that only a repair brought to their receivers' queues: nobody has told the receivers.</summary>
internal interface IRepairedMessages
{
    /// <summary>A message is in both queues now. Must not throw, nor block.</summary>
    void Repaired(SaveRequest save, SaveResult result);
}
