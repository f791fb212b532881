using System.Globalization;
using KefuChat.Configuration;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The file of the search index. All in it is derived: whatever is wrong with it, it is thrown away and made anew.
/// </summary>
internal static class SqliteSearchFile
{
    /// <summary>What tokens mean; a file of another version is made anew.</summary>
    private const int Version = 1;

    /// <summary>Opens the index of a store, made anew where it is missing, damaged, or another store's.</summary>
    /// <param name="path">The file's path, in an existing directory.</param>
    /// <param name="storeId">The store's name.</param>
    /// <param name="newestMessage">The highest id the store ever gave a message: an index beyond it is of a later state.</param>
    public static SqliteConnection Open(string path, string storeId, long newestMessage)
    {
        if (OpenUsable(path, storeId, newestMessage) is { } found)
        {
            return found;
        }

        Delete(path);
        var made = Open(path);
        Create(made, storeId);
        return made;
    }

    /// <summary>Whether what went wrong is the file's fault.</summary>
    public static bool IsDamage(SqliteException cause) =>
        cause.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT;

    /// <summary>Throws the index away; it is closed.</summary>
    public static void Delete(string path)
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
        {
            File.Delete(file);
        }
    }

    private static SqliteConnection Open(string path)
    {
        OwnerOnlyFile.Create(path).Dispose();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection? OpenUsable(string path, string storeId, long newestMessage)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Open(path);
            if (connection.Scalar("PRAGMA user_version") == Version
                && connection.Text("SELECT store FROM state") == storeId
                && connection.Scalar("SELECT indexed_to FROM state") <= newestMessage)
            {
                return connection;
            }
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            // As good as missing.
        }

        connection?.Dispose();
        return null;
    }

    private static void Create(SqliteConnection connection, string storeId)
    {
        // No text is kept, and no place of a word within it: the store has the messages.
        connection.Run(
            """
            BEGIN IMMEDIATE;
            CREATE VIRTUAL TABLE words USING fts5(tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
            CREATE TABLE state (
                only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
                store      TEXT NOT NULL,
                indexed_to INTEGER NOT NULL           -- the newest message that is in it
            );
            """);
        using (var command = connection.Prepare("INSERT INTO state VALUES (1, $store, 0)", "$store"))
        {
            command.Bind(storeId).ExecuteNonQuery();
        }

        connection.Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}; COMMIT"));
    }
}
