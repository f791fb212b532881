namespace KefuChat.Maintenance.Migration;

/// <summary>What came of comparing a table with its copy.</summary>
/// <param name="Table">Which.</param>
/// <param name="Rows">How many rows it has in SQLite.</param>
/// <param name="CopiedRows">How many in PostgreSQL.</param>
/// <param name="Sum">The checksum of what there should be (<see cref="TableChecksum"/>).</param>
/// <param name="CopiedSum">The checksum of what is in PostgreSQL.</param>
/// <param name="FirstDifference">The first row that differs; null when none does.</param>
internal sealed record TableComparison(string Table, long Rows, long CopiedRows, string Sum, string CopiedSum, string? FirstDifference)
{
    /// <summary>Whether both are the same.</summary>
    public bool IsSame => FirstDifference is null && Rows == CopiedRows && Sum == CopiedSum;
}
