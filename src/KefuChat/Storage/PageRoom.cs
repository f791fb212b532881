using KefuChat.Protocol;

namespace KefuChat.Storage;

/// <summary>The room of a page: it ends with the last message asked for, or with the one whose content makes it large.</summary>
/// <param name="limit">The most messages, at least 1.</param>
internal struct PageRoom(int limit)
{
    private int _messages;
    private int _bytes;

    /// <summary>Whether there is no room for another.</summary>
    public readonly bool IsTaken => _messages >= limit || _bytes >= SyncPage.ContentBytes;

    /// <summary>Puts a message into it.</summary>
    public void Take(CustomerMessage message)
    {
        _messages++;
        _bytes += message.Content.Length;
    }
}
