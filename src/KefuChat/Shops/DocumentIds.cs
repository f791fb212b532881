using System.Globalization;
using KefuChat.Protocol;

namespace KefuChat.Shops;

/// <summary>Ids of documents, whose order is that of the numbers they are made of.</summary>
internal static class DocumentIds
{
    /// <summary>The id of what has a number, 1 to <see cref="User.MaxId"/>.</summary>
    public static string Of(long number) => number.ToString("D16", CultureInfo.InvariantCulture);

    /// <summary>The id of what belongs to a user.</summary>
    public static string Of(User user) => $"{Of(user.AppId)}/{Of(user.Uid)}";
}
