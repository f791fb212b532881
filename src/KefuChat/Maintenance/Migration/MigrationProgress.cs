using System.Globalization;

namespace KefuChat.Maintenance.Migration;

/// <summary>Shows a migration: a line for each table on the terminal, and while it is copied how fast that goes.</summary>
internal sealed class MigrationProgress(TimeProvider time) : IDisposable
{
    private readonly ConsoleProgress _line = new();
    private string _table = "";
    private long _doneBefore;
    private long _since;

    /// <summary>So many rows of a table are copied.</summary>
    public void Copied(string table, long done, long total)
    {
        if (table != _table)
        {
            (_table, _doneBefore, _since) = (table, done, time.GetTimestamp());
            _line.End();
        }

        var seconds = time.GetElapsedTime(_since).TotalSeconds;
        var rate = seconds > 0 ? (done - _doneBefore) / seconds : 0;
        _line.Report(string.Create(
            CultureInfo.InvariantCulture,
            $"{table}: {done:#,0} of {total:#,0} rows, {(total == 0 ? 100 : 100 * done / total)} %, {rate:#,0}/s"));
    }

    /// <summary>A table was compared.</summary>
    public static void Compared(TableComparison comparison) => Console.WriteLine(comparison.IsSame
        ? $"{comparison.Table}: {comparison.Rows:#,0} rows, the same on both sides, SHA-256 {comparison.Sum}"
        : $"{comparison.Table}: NOT THE SAME: {comparison.Rows:#,0} rows in SQLite and {comparison.CopiedRows:#,0} in PostgreSQL; {comparison.FirstDifference}");

    /// <inheritdoc/>
    public void Dispose() => _line.End();
}
