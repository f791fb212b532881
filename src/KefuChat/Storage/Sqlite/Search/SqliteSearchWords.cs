using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>The index's connection: what it knows, and how it catches up with the store. Used by one call at a time.</summary>
internal sealed class SqliteSearchWords : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _remove;
    private readonly SqliteCommand _setIndexedTo;
    private long _indexedTo;

    /// <summary>Opens the index of a store, made anew where it cannot be used.</summary>
    public SqliteSearchWords(string path, SqliteDatabase database)
    {
        _database = database;
        _connection = SqliteSearchFile.Open(path, database.Id, database.Read(reader => reader.Connection.NewestMessage()));
        _add = _connection.Prepare("INSERT INTO words (rowid, tokens) VALUES ($id, $tokens)", "$id", "$tokens");
        _remove = _connection.Prepare("DELETE FROM words WHERE rowid = $id", "$id");
        _setIndexedTo = _connection.Prepare("UPDATE state SET indexed_to = $id", "$id");
        _indexedTo = _connection.Scalar("SELECT indexed_to FROM state");
    }

    /// <summary>Takes in some of what the store has had removed, given to others, or stored since.</summary>
    /// <returns>How many messages that were; 0 when there is nothing to catch up with.</returns>
    public async Task<int> CatchUpAsync(int most)
    {
        var changes = _database.Read(reader => SqliteSearchSource.Changes(reader.Connection, most));
        if (changes.Count > 0)
        {
            // On stable storage before the store forgets them: they are told once.
            _connection.Run("PRAGMA synchronous = FULL");
            Write(() => Renew(changes));
            _connection.Run("PRAGMA synchronous = NORMAL");

            // Not before it is done: a crash between the two only makes it be done again.
            await _database.UpdateAsync(session => SqliteSearchSource.Forget(session.Connection, changes[^1].Id));
            return changes.Count;
        }

        var texts = _database.Read(reader => SqliteSearchSource.After(reader.Connection, _indexedTo, most));
        if (texts.Count > 0)
        {
            Write(() => Add(texts));
            _indexedTo = texts[^1].Message;
        }

        return texts.Count;
    }

    /// <summary>The messages that have all these tokens, up to one and without it, newest first.</summary>
    public IEnumerable<long> Find(IEnumerable<string> tokens, long before)
    {
        using var command = _connection.Prepare(
            "SELECT rowid FROM words WHERE words MATCH $tokens AND rowid < $before ORDER BY rowid DESC", "$tokens", "$before");
        using var row = command.Bind(string.Join(" AND ", tokens.Select(token => $"\"{token}\"")), before).ExecuteReader();
        while (row.Read())
        {
            yield return row.GetInt64(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_add, _remove, _setIndexedTo])
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private void Add(List<SqliteSearchText> texts)
    {
        foreach (var text in texts)
        {
            _add.Bind(text.Message, text.Tokens).ExecuteNonQuery();
        }

        _setIndexedTo.Bind(texts[^1].Message).ExecuteNonQuery();
    }

    private void Renew(List<SqliteSearchChange> changes)
    {
        foreach (var message in changes.Select(change => change.Message).Where(message => message <= _indexedTo).Distinct())
        {
            _remove.Bind(message).ExecuteNonQuery();
            if (_database.Read(reader => SqliteSearchSource.Find(reader.Connection, message)) is { } text)
            {
                _add.Bind(text.Message, text.Tokens).ExecuteNonQuery();
            }
        }
    }

    private void Write(Action write)
    {
        _connection.Run("BEGIN IMMEDIATE");
        write();
        _connection.Run("COMMIT");
    }
}
