namespace KefuChat.Maintenance.Migration;

/// <summary>How far a migration has come.</summary>
/// <param name="LastMonth">No message's id is of a later month; months since January 1970.</param>
/// <param name="Step">The table in progress; behind the last when all are copied.</param>
/// <param name="LastKey">The cursor in it.</param>
internal sealed record MigrationState(int LastMonth, int Step, long LastKey);
