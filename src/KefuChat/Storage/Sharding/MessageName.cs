using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>What a message is known by in every shard that holds it, where its keys differ.</summary>
/// <param name="Sender">Who wrote it.</param>
/// <param name="DedupeKey">Its <see cref="SaveRequest.DedupeKey"/>, not empty.</param>
internal readonly record struct MessageName(User Sender, string DedupeKey)
{
    /// <summary>What the message is known by once its uuid is taken away: the same in every shard.</summary>
    public string Renamed => $"{Sender.AppId}/{Sender.Uid}/{DedupeKey}";
}
