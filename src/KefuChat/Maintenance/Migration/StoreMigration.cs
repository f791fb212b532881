using KefuChat.Storage;

namespace KefuChat.Maintenance.Migration;

/// <summary>
/// Copies an SQLite store to an empty PostgreSQL database, and compares the two. It can be stopped at any moment and goes
/// on where it was; only when both are found to be the same the database becomes one that servers start on.
/// </summary>
/// <param name="path">The store's file, which no server uses.</param>
/// <param name="connectionString">Npgsql's, of the database.</param>
internal sealed class StoreMigration(string path, string connectionString)
{
    /// <summary>How many rows a batch has, at least.</summary>
    public int BatchRows { get; init; } = 20_000;

    /// <summary>Hears, when a table is begun and behind each batch, how many of its rows are copied, and how many there are.</summary>
    public Action<string, long, long> Copied { get; init; } = (_, _, _) => { };

    /// <summary>Hears what came of comparing each table.</summary>
    public Action<TableComparison> Compared { get; init; } = _ => { };

    /// <summary>Runs it to its end.</summary>
    /// <returns>Whether both sides are the same. If not, the database stays unusable.</returns>
    /// <exception cref="StorageRefusedException">The store or the database cannot be used, and why.</exception>
    /// <exception cref="System.Data.Common.DbException">One of them failed; it may be run again.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        using var source = MigrationSource.Open(path);
        await using var target = new MigrationTarget(connectionString);
        var snapshot = source.Snapshot;
        var state = await target.FindAsync(snapshot.StoreId, snapshot.LogEpoch);
        var lastMonth = state?.LastMonth ?? await target.CurrentMonthAsync();
        var ids = MessageIds.Read(snapshot.Connection, lastMonth);
        state ??= await target.CreateAsync(snapshot.StoreId, snapshot.LogEpoch, lastMonth, ids.Months);
        await CopyAsync(new TableCopy(snapshot, target, ids, BatchRows), source, state, cancellation);

        var isSame = true;
        var comparer = new TableComparer(snapshot, target, ids);
        foreach (var table in MigratedTables.All.Append(MigratedTables.Entries))
        {
            var comparison = await comparer.CompareAsync(table, cancellation);
            Compared(comparison);
            isSame &= comparison.IsSame;
        }

        if (isSame)
        {
            await target.FinishAsync();
        }

        return isSame;
    }

    private async Task CopyAsync(TableCopy copy, MigrationSource source, MigrationState state, CancellationToken cancellation)
    {
        for (var step = state.Step; step < MigratedTables.All.Count; step++)
        {
            var table = MigratedTables.All[step];
            var cursor = step == state.Step ? state.LastKey : 0;
            var total = table.Count(source.Snapshot.Connection);
            var done = table.CountUpTo(source.Snapshot.Connection, cursor);
            Copied(table.Name, done, total);
            await copy.CopyAsync(step, cursor, rows => Copied(table.Name, done += rows, total), cancellation);
        }
    }
}
