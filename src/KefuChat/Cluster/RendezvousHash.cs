using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KefuChat.Protocol;

namespace KefuChat.Cluster;

/// <summary>
/// Spreads users over nodes: each user belongs to the node that scores highest for it, so a node that comes or goes moves
/// only its own share (Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", 1998). Depends on
/// nothing but the names: every process picks alike.
/// </summary>
/// <typeparam name="T">A node.</typeparam>
internal sealed class RendezvousHash<T>
{
    private readonly T[] _nodes;
    private readonly ulong[] _seeds;

    /// <summary>A choice of these nodes.</summary>
    /// <param name="nodes">At least one; their order does not matter.</param>
    /// <param name="name">The name a node is known by everywhere.</param>
    public RendezvousHash(IEnumerable<T> nodes, Func<T, string> name)
    {
        _nodes = [.. nodes];
        ArgumentOutOfRangeException.ThrowIfZero(_nodes.Length);
        _seeds = Array.ConvertAll(_nodes, node => Seed(name(node)));
    }

    /// <summary>The nodes to choose from.</summary>
    public IReadOnlyList<T> Nodes => _nodes;

    /// <summary>The user's node.</summary>
    public T Pick(User user)
    {
        var key = Mix((ulong)user.Uid + Mix((ulong)user.AppId));
        var best = 0;
        var highest = 0UL;
        for (var i = 0; i < _seeds.Length; i++)
        {
            var score = Mix(key ^ _seeds[i]);
            if (score > highest || i == 0)
            {
                (best, highest) = (i, score);
            }
        }

        return _nodes[best];
    }

    private static ulong Seed(string name) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
