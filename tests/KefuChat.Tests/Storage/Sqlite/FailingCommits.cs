using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>
/// Lets a connection's commits fail once they have happened, as one whose fsync fails does: what the hook answers becomes
/// the statement's error (https://www.sqlite.org/c3ref/wal_hook.html).
/// </summary>
internal static class FailingCommits
{
    private const int InputOutputError = 10;

    private static readonly Hook Fails = (_, _, _, _) => InputOutputError;

    private delegate int Hook(IntPtr argument, IntPtr connection, IntPtr database, int pages);

    /// <summary>From now on, for as long as the connection is open.</summary>
    public static void Set(SqliteConnection connection) => _ = SetHook(connection.Handle!.DangerousGetHandle(), Fails, IntPtr.Zero);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern IntPtr SetHook(IntPtr connection, Hook hook, IntPtr argument);
}
