using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KefuChat.Testing;

/// <summary>
/// A PostgreSQL server of one's own: its data in a directory, reached over TCP without a password by the superuser
/// <see cref="User"/>. It can be killed and started again, and have a synchronous standby, which can take its place.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser's name.</summary>
    public const string User = "kefu";

    /// <summary>The database that is there from the beginning.</summary>
    public const string Database = "postgres";

    /// <summary>How long it may take to start.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string[] _prefix;
    private Process? _process;

    /// <summary>A server that is not started, in a directory that does not exist or is one of its own.</summary>
    /// <param name="directory">Where its data lie, below a directory that everybody may enter.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">The port.</param>
    /// <param name="prefix">What its programs are run with, as in <c>ip netns exec x</c>.</param>
    public PostgresServer(string directory, string address, int port, params string[] prefix)
    {
        DataDirectory = directory;
        Address = address;
        Port = port;
        _prefix = prefix;
    }

    /// <summary>Where its data lie.</summary>
    public string DataDirectory { get; }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The postmaster's process id; 0 while it does not run.</summary>
    public int ProcessId => _process is { HasExited: false } process ? process.Id : 0;

    /// <summary>How Npgsql reaches it.</summary>
    public string ConnectionString => $"Host={Address};Port={Port};Username={User};Database={Database}";

    /// <summary>Where its log goes.</summary>
    public string LogFile => DataDirectory + ".log";

    /// <summary>Makes an empty database cluster.</summary>
    /// <param name="settings">Lines of <c>postgresql.conf</c>.</param>
    public async Task InitializeAsync(params string[] settings)
    {
        MakeDirectory();
        await RunAsync("initdb", "-D", DataDirectory, "-U", User, "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync");
        await Append("postgresql.conf", [
            "unix_socket_directories = ''", "max_connections = 200", "max_wal_senders = 10", "wal_log_hints = on", "hot_standby = on", .. settings]);
        await Append("pg_hba.conf", ["host all all all trust", "host replication all all trust"]);
    }

    /// <summary>Makes this server a standby of another that runs, as a copy of it.</summary>
    /// <param name="primary">The other.</param>
    /// <param name="name">What the primary knows it by, as in <c>synchronous_standby_names</c>.</param>
    public async Task InitializeStandbyAsync(PostgresServer primary, string name)
    {
        MakeDirectory();
        await RunAsync("pg_basebackup", "-D", DataDirectory, "-d", Replication(primary, name), "-X", "stream", "-c", "fast", "--no-sync");
        await FollowAsync(primary, name);
    }

    /// <summary>Brings a former primary back to where another's history parted from its own, and makes it a standby.</summary>
    /// <param name="primary">Who took its place.</param>
    /// <param name="name">What that one is to know it by.</param>
    public async Task RewindAsync(PostgresServer primary, string name)
    {
        await RunAsync("pg_rewind", "-D", DataDirectory, "--source-server", $"host={primary.Address} port={primary.Port} user={User} dbname={Database}", "--no-sync");
        await FollowAsync(primary, name);
    }

    /// <summary>Starts it; completes once it takes connections.</summary>
    /// <exception cref="InvalidOperationException">It ended, with its log.</exception>
    public async Task StartAsync()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = CommandLine.Start([.. _prefix, .. PostgresBinaries.Command("postgres"),
            "-D", DataDirectory, "-h", Address, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "logging_collector=off", "-c", "lc_messages=C"]);
        _ = CopyLogAsync(_process, ready);
        await ready.Task.WaitAsync(Patience);
    }

    /// <summary>Makes a standby the primary; completes once it takes writes.</summary>
    public Task PromoteAsync() => RunAsync("pg_ctl", "promote", "-D", DataDirectory, "-w");

    /// <summary>Reads its settings again.</summary>
    /// <param name="settings">Lines that take the place of former ones.</param>
    public async Task ConfigureAsync(params string[] settings)
    {
        await Append("postgresql.auto.conf", settings);
        await RunAsync("pg_ctl", "reload", "-D", DataDirectory);
    }

    /// <summary>Ends it as a power cut would end it, with all its processes.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Ends it and deletes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        if (Directory.Exists(DataDirectory))
        {
            Directory.Delete(DataDirectory, recursive: true);
        }

        File.Delete(LogFile);
    }

    private static string Replication(PostgresServer primary, string name) =>
        $"host={primary.Address} port={primary.Port} user={User} application_name={name} connect_timeout=2 keepalives_idle=2 keepalives_interval=1 keepalives_count=3";

    private async Task FollowAsync(PostgresServer primary, string name)
    {
        await Append("postgresql.auto.conf", [$"primary_conninfo = '{Replication(primary, name)}'", "recovery_target_timeline = 'latest'"]);
        var signal = Path.Combine(DataDirectory, "standby.signal");
        await File.WriteAllTextAsync(signal, "");
        await OwnAsync(signal);
    }

    private void MakeDirectory()
    {
        Directory.CreateDirectory(DataDirectory);
        using var chmod = CommandLine.Start(["chmod", "700", DataDirectory]);
        chmod.WaitForExit();
        if (PostgresBinaries.IsRoot)
        {
            using var chown = CommandLine.Start(["chown", PostgresBinaries.Account, DataDirectory]);
            chown.WaitForExit();
        }
    }

    private static Task OwnAsync(string path) => PostgresBinaries.IsRoot
        ? CommandLine.RunAsync(["chown", $"{PostgresBinaries.Account}:{PostgresBinaries.Account}", path])
        : Task.CompletedTask;

    private async Task Append(string file, IEnumerable<string> lines)
    {
        var path = Path.Combine(DataDirectory, file);
        await File.AppendAllLinesAsync(path, lines);
        await OwnAsync(path);
    }

    private Task<string> RunAsync(string program, params string[] arguments) =>
        CommandLine.RunAsync([.. _prefix, .. PostgresBinaries.Command(program), .. arguments]);

    /// <summary>Until it ends: what it says goes to the log, and tells when it is ready.</summary>
    private async Task CopyLogAsync(Process process, TaskCompletionSource ready)
    {
        await using var log = File.AppendText(LogFile);
        log.AutoFlush = true;
        var said = new StringBuilder();
        while (await process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            await log.WriteLineAsync(line).ConfigureAwait(false);
            if (!ready.Task.IsCompleted)
            {
                said.AppendLine(line);
            }

            if (line.Contains("ready to accept", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        ready.TrySetException(new InvalidOperationException($"PostgreSQL ended: {said}"));
    }
}
