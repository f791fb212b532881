using KefuChat.Cluster;
using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>Which shards there are, and who lives where: every process with the same names tells alike.</summary>
internal sealed class ShardMap
{
    private readonly RendezvousHash<Shard> _hash;

    /// <summary>A map of these shards.</summary>
    /// <param name="shards">At least one, each with a name of its own; their order does not matter.</param>
    /// <param name="kefuAppId">The app where sellers live.</param>
    public ShardMap(IEnumerable<Shard> shards, long kefuAppId)
    {
        All = [.. shards.OrderBy(shard => shard.Name, StringComparer.Ordinal)];
        KefuAppId = kefuAppId;
        _hash = new RendezvousHash<Shard>(All, shard => shard.Name);
    }

    /// <summary>All shards, in the order of their names.</summary>
    public IReadOnlyList<Shard> All { get; }

    /// <summary>The one that keeps what belongs to no user.</summary>
    public Shard First => All[0];

    /// <summary>The app where sellers live.</summary>
    public long KefuAppId { get; }

    /// <summary>Where a user lives.</summary>
    public Shard HomeOf(User user) => _hash.Pick(user);

    /// <summary>All but one.</summary>
    public IEnumerable<Shard> OthersThan(Shard shard) => All.Where(other => other != shard);

    /// <summary>Where a seller lives.</summary>
    public Shard HomeOfSeller(long sellerId) => HomeOf(new User(KefuAppId, sellerId));
}
