using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KefuChat.Maintenance.Migration;

/// <summary>
/// Copies tables, in batches that are committed together with how far it has come: whenever it is stopped, it goes on there.
/// </summary>
/// <param name="snapshot">Where rows come from.</param>
/// <param name="target">Where they go.</param>
/// <param name="ids">The ids that messages get.</param>
/// <param name="batchRows">How many rows a batch has, at least.</param>
internal sealed class TableCopy(SqliteSnapshot snapshot, MigrationTarget target, MessageIds ids, int batchRows)
{
    /// <summary>Copies the rows of a table behind a cursor.</summary>
    /// <param name="step">The table's place.</param>
    /// <param name="cursor">Up to here it is copied.</param>
    /// <param name="copied">Hears, behind each batch, how many rows it had.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task CopyAsync(int step, long cursor, Action<long> copied, CancellationToken cancellation)
    {
        var table = MigratedTables.All[step];
        using var command = table.SelectBehind(snapshot.Connection, cursor);
        using var row = command.ExecuteReader();
        for (var isMore = row.Read(); isMore;)
        {
            cancellation.ThrowIfCancellationRequested();
            (var rows, isMore) = await CopyBatchAsync(table, step, row, cancellation);
            copied(rows);
        }

        await using var connection = await target.OpenAsync();
        await MigrationTarget.SetProgressAsync(connection, step + 1, lastKey: 0);
    }

    private async Task<(long Rows, bool IsMore)> CopyBatchAsync(MigratedTable table, int step, SqliteDataReader row, CancellationToken cancellation)
    {
        await using var connection = await target.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = 0L;
        bool isMore;
        long last;
        await using (var import = await connection.BeginBinaryImportAsync(table.Copy, cancellation))
        {
            // What many indexes are added to takes as long as it takes.
            import.Timeout = Timeout.InfiniteTimeSpan;
            do
            {
                last = row.GetInt64(0);
                await import.StartRowAsync(cancellation);
                var values = table.Convert(row, ids);
                for (var i = 0; i < values.Length; i++)
                {
                    await import.WriteAsync(values[i], table.Columns[i].Type, cancellation);
                }

                rows++;
                isMore = row.Read();
            }
            while (isMore && (rows < batchRows || row.GetInt64(0) == last));
            await import.CompleteAsync(cancellation);
        }

        await MigrationTarget.SetProgressAsync(connection, step, last);
        await transaction.CommitAsync(cancellation);
        return (rows, isMore);
    }
}
