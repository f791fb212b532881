using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The conversations that got messages in the transaction in progress. Their newest message is written once each, however
/// many they got: just before the commit. Belongs to the writer's thread.
/// </summary>
internal sealed class SqliteTouchedConversations(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<long, long> _newest = [];
    private readonly SqliteCommand _update = connection.Prepare(
        """
        UPDATE conversations SET last_message = max(last_message, $message)
        WHERE id = $id AND EXISTS (SELECT 1 FROM messages WHERE id = $message AND conversation = $id)
        """,
        "$message", "$id");

    /// <summary>A message was stored in a conversation; later ones have higher ids.</summary>
    public void Add(long conversation, long message) => _newest[conversation] = message;

    /// <summary>Writes what was added since the last time, but for messages that were removed again or given to others.</summary>
    public void Write()
    {
        foreach (var (conversation, message) in _newest)
        {
            _update.Bind(message, conversation).ExecuteNonQuery();
        }

        _newest.Clear();
    }

    /// <summary>The transaction was undone.</summary>
    public void Forget() => _newest.Clear();

    /// <inheritdoc/>
    public void Dispose() => _update.Dispose();
}
