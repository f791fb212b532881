using System.Buffers.Binary;
using System.Security.Cryptography;
using KefuChat.Protocol;

namespace KefuChat.Shops;

/// <summary>Who a visitor of a page is before anybody knows: a user with a uid drawn by lot, of whom nothing is stored.</summary>
internal static class Visitors
{
    /// <summary>The first uid of a visitor, 2^52: with as many behind it nobody draws another's.</summary>
    public const long FirstUid = 1L << 52;

    /// <summary>A visitor of an app.</summary>
    public static User New(long appId) =>
        new(appId, FirstUid | (BinaryPrimitives.ReadInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(long))) & (FirstUid - 1)));

    /// <summary>Whether a customer's uid is one that visitors draw.</summary>
    public static bool IsVisitor(User customer) => customer.Uid >= FirstUid;
}
