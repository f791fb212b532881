using System.Globalization;

namespace KefuChat.Protocol;

/// <summary>What one customer and one store say to each other, whichever sellers answer; as text <c>{store}.{appid}.{uid}</c>.</summary>
/// <param name="StoreId">The store, 1 to <see cref="User.MaxId"/>; 0 for none.</param>
/// <param name="Customer">The customer.</param>
internal readonly record struct ConversationId(long StoreId, User Customer)
{
    /// <summary>Reads the text form, of which each conversation has but one: no signs, no spaces, no leading zeros.</summary>
    public static bool TryParse(string? text, out ConversationId id)
    {
        var parts = (text ?? "").Split('.');
        id = default;
        if (parts.Length != 3
            || !TryReadId(parts[0], out var storeId)
            || !TryReadId(parts[1], out var appId)
            || !TryReadId(parts[2], out var uid)
            || storeId > User.MaxId
            || !User.IsId(appId)
            || !User.IsId(uid))
        {
            return false;
        }

        id = new ConversationId(storeId, new User(appId, uid));
        return id.ToString() == text;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StoreId}.{Customer.AppId}.{Customer.Uid}");

    private static bool TryReadId(string part, out long value) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
