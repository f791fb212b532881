using System.Security.Cryptography;

namespace KefuChat.Load.Crowd;

/// <summary>A run's own users: nobody the server has seen before, however old its store is.</summary>
/// <param name="Count">How many.</param>
internal sealed record CrowdUsers(int Count)
{
    // 2^53 - 1 is the largest id: beside 32 bits for the run there is room for two million users.
    private const long UsersOfARun = 1_000_000;

    /// <summary>Tells runs apart.</summary>
    public uint Run { get; } = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));

    /// <summary>The id of user <paramref name="index"/>; that of <see cref="Count"/> is free for one more.</summary>
    public long UidOf(int index) => 1 + (Run * UsersOfARun) + index;
}
