using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// The connections to the primary: those that write and those that read, each with a pool of its own, so that neither waits
/// for the other, and with the settings that the store's promises need.
/// </summary>
internal sealed class PostgresSources : IAsyncDisposable
{
    /// <summary>How long a connection may take to open, in seconds, unless the connection string says otherwise.</summary>
    private const int ConnectSeconds = 3;

    /// <summary>How long a statement may take, in seconds, unless the connection string says otherwise.</summary>
    private const int StatementSeconds = 5;

    /// <summary>
    /// Statements over many months look dear to the planner, and few of the months are read: it would compile what runs for
    /// a millisecond, which takes it a hundred.
    /// </summary>
    private const string NoCompilation = "-c jit=off";

    /// <summary>How long a server may say nothing before TCP asks whether it is there, in seconds.</summary>
    private const int KeepAliveSeconds = 5;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="connectionString">Npgsql's.</param>
    /// <exception cref="StorageRefusedException">It is none.</exception>
    public PostgresSources(string connectionString)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new StorageRefusedException($"ConnectionStrings:Kefu is no connection string of Npgsql's: {e.Message}", e);
        }

        Hosts = given.Host ?? "";
        var seconds = IsGiven(given, "Command Timeout") ? given.CommandTimeout : StatementSeconds;
        TransactionLimit = TimeSpan.FromSeconds(2 * seconds);
        Writes = Build(given, seconds, isWriting: true);
        Reads = Build(given, seconds, isWriting: false);
    }

    /// <summary>The hosts, for messages.</summary>
    public string Hosts { get; }

    /// <summary>How long a transaction is waited for: a lock may take half of it.</summary>
    public TimeSpan TransactionLimit { get; }

    /// <summary>Connections whose commits are on stable storage when they return.</summary>
    public PostgresPool Writes { get; }

    /// <summary>Connections that read what is committed.</summary>
    public PostgresPool Reads { get; }

    /// <summary>The primary is another than was thought: it is looked for with the next connection.</summary>
    public void LookForPrimary()
    {
        Writes.LookForPrimary();
        Reads.LookForPrimary();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Writes.DisposeAsync();
        await Reads.DisposeAsync();
    }

    private static PostgresPool Build(NpgsqlConnectionStringBuilder given, int seconds, bool isWriting)
    {
        var settings = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            // What writes is left alone instead (PostgresTransactions), and a peer that is gone is noticed by TCP.
            CommandTimeout = isWriting ? 0 : seconds,
            ApplicationName = given.ApplicationName ?? (isWriting ? "KefuChat writes" : "KefuChat reads"),
        };
        SetUnlessGiven(settings, given, "Timeout", ConnectSeconds);

        // After a switch-over the new primary is found within this many seconds.
        SetUnlessGiven(settings, given, "Host Recheck Seconds", 1);
        SetUnlessGiven(settings, given, "Max Auto Prepare", 100);
        if (!IsGiven(given, "TCP Keepalive"))
        {
            (settings.TcpKeepAlive, settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (true, KeepAliveSeconds, 1);
        }

        settings.Options = isWriting ? WriteOptions(given.Options, seconds) : ReadOptions(given.Options, seconds);
        return new PostgresPool(settings);
    }

    /// <summary>Its own ContainsKey tells which keywords there are.</summary>
    private static bool IsGiven(NpgsqlConnectionStringBuilder given, string keyword) => given.Keys.Any(key => key == keyword);

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder settings, NpgsqlConnectionStringBuilder given, string keyword, int value)
    {
        if (!IsGiven(given, keyword))
        {
            settings[keyword] = value;
        }
    }

    /// <summary>
    /// No statement timeout, which would cut off a commit as well; what a commit does not wait for is limited. Whoever stops
    /// between two statements, with locks that others wait for, loses them.
    /// </summary>
    private static string WriteOptions(string? given, int seconds) =>
        $"{given} {NoCompilation} -c synchronous_commit=on -c statement_timeout=0 -c lock_timeout={seconds * 1000} -c idle_in_transaction_session_timeout={seconds * 1000}".TrimStart();

    private static string ReadOptions(string? given, int seconds) =>
        $"{given} {NoCompilation} -c statement_timeout={seconds * 1000} -c default_transaction_read_only=on".TrimStart();
}
