using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The store's schema. Version n is reached from n−1 by the embedded script <c>schema-n.sql</c>; a script that has been
/// released is never changed.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>The version this program writes.</summary>
    public const int Version = 5;

    /// <summary>Brings the file to <see cref="Version"/>, in one transaction.</summary>
    public static void Upgrade(SqliteConnection connection)
    {
        var version = connection.Scalar("PRAGMA user_version");
        if (version == Version)
        {
            return;
        }

        connection.Run("BEGIN IMMEDIATE");
        for (var next = version + 1; next <= Version; next++)
        {
            connection.Run(Script(next));
        }

        connection.Run(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA application_id = {SqliteStoreFile.ApplicationId}; PRAGMA user_version = {Version}; COMMIT"));
    }

    private static string Script(long version)
    {
        var name = $"Sqlite/schema-{version}.sql";
        using var stream = typeof(SqliteSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no embedded script {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
