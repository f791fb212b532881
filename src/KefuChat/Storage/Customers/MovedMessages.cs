namespace KefuChat.Storage.Customers;

/// <summary>The messages that went from one queue to another, in their order: their old keys and their new ones.</summary>
internal sealed class MovedMessages
{
    private readonly List<(long Message, long OldKey, long NewKey)> _messages = [];

    /// <summary>Their ids.</summary>
    public IReadOnlyList<long> Ids => _messages.ConvertAll(moved => moved.Message);

    /// <summary>How many.</summary>
    public int Count => _messages.Count;

    /// <summary>The highest key that was left.</summary>
    public long LastOldKey => _messages.Count > 0 ? _messages[^1].OldKey : 0;

    /// <summary>Adds the next.</summary>
    public void Add(long message, long oldKey, long newKey) => _messages.Add((message, oldKey, newKey));

    /// <summary>The new key of the newest message at or before an old one; 0 for none.</summary>
    public long NewKeyOf(long oldKey) => _messages.FindLast(moved => moved.OldKey <= oldKey).NewKey;
}
