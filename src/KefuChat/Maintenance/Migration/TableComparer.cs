using System.Collections;
using KefuChat.Storage.Sqlite;
using Npgsql;

namespace KefuChat.Maintenance.Migration;

/// <summary>Reads tables on both sides, in the same order, and compares their counts and checksums.</summary>
internal sealed class TableComparer(SqliteSnapshot snapshot, MigrationTarget target, MessageIds ids)
{
    /// <summary>Compares a table with its copy.</summary>
    public async Task<TableComparison> CompareAsync(MigratedTable table, CancellationToken cancellation)
    {
        await using var connection = await target.OpenAsync();
        await using var select = new NpgsqlCommand(table.SelectTarget, connection) { CommandTimeout = 0 };
        await using var copied = await select.ExecuteReaderAsync(cancellation);
        using var all = table.SelectAll(snapshot.Connection);
        using var row = all.ExecuteReader();
        using var sum = new TableChecksum();
        using var copiedSum = new TableChecksum();
        string? difference = null;
        while (true)
        {
            var values = row.Read() ? table.Convert(row, ids) : null;
            var copiedValues = await copied.ReadAsync(cancellation) ? Values(copied, table.Columns.Count) : null;
            if (values is null && copiedValues is null)
            {
                return new TableComparison(table.Name, sum.Count, copiedSum.Count, sum.Sum, copiedSum.Sum, difference);
            }

            if (values is not null)
            {
                sum.Add(values);
            }

            if (copiedValues is not null)
            {
                copiedSum.Add(copiedValues);
            }

            difference ??= Difference(table, values, copiedValues);
        }
    }

    private static object[] Values(NpgsqlDataReader row, int count)
    {
        var values = new object[count];
        row.GetValues(values);
        return values;
    }

    private static string? Difference(MigratedTable table, object[]? values, object[]? copied)
    {
        if (values is not null && copied is not null && StructuralComparisons.StructuralEqualityComparer.Equals(values, copied))
        {
            return null;
        }

        return CompareKeys(table, values, copied) switch
        {
            < 0 => $"{Describe(table, values!)}: is not in PostgreSQL",
            > 0 => $"{Describe(table, copied!)}: is in PostgreSQL only",
            0 => $"{Describe(table, values!)}: is not the same in PostgreSQL",
        };
    }

    private static string Describe(MigratedTable table, object[] row) =>
        string.Join(", ", table.Columns.Take(table.Order).Select((column, i) => column.Describe(row[i])));

    /// <summary>Which of two rows comes first; one that is not there comes behind all.</summary>
    private static int CompareKeys(MigratedTable table, object[]? values, object[]? copied) => (values, copied) switch
    {
        (null, _) => 1,
        (_, null) => -1,
        _ => values.Zip(copied).Take(table.Order).Select(pair => Compare(pair.First, pair.Second)).FirstOrDefault(order => order != 0),
    };

    private static int Compare(object value, object copied) => (value, copied) switch
    {
        (byte[] bytes, byte[] copiedBytes) => bytes.AsSpan().SequenceCompareTo(copiedBytes),
        (string text, string copiedText) => string.CompareOrdinal(text, copiedText),
        _ => ((long)value).CompareTo((long)copied),
    };
}
