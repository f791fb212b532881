using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Runs what writes, and does not wait for it for ever. What takes too long is left alone, without a word to the server: a
/// commit that is cancelled while it waits for the synchronous standby is there for everyone to read, and may be lost with the
/// primary. It ends when the server ends it, or the network. Safe to call from any thread.
/// </summary>
/// <param name="pool">Connections whose statements have no timeout, at whose end Npgsql would cancel them.</param>
/// <param name="limit">How long is waited.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresTransactions(PostgresPool pool, TimeSpan limit, TimeProvider time)
{
    /// <summary>So many may hang; more are not begun, lest they use up the server's connections.</summary>
    private const int MostHanging = 8;

    private int _hanging;

    /// <summary>Runs it on a connection of its own; completes once it is on stable storage.</summary>
    /// <param name="write">Begins a transaction and commits it.</param>
    /// <exception cref="TimeoutException">It hangs: nobody knows what becomes of it.</exception>
    /// <exception cref="PostgresCommitInDoubtException">It is committed, and may not be on the standby.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> write)
    {
        if (Volatile.Read(ref _hanging) >= MostHanging)
        {
            throw new TimeoutException($"{MostHanging} transactions hang already");
        }

        var running = OnConnectionAsync(write);
        try
        {
            return await running.WaitAsync(limit, time);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            _ = LeaveAsync(running);
            throw new TimeoutException($"no answer within {limit.TotalSeconds} s");
        }
    }

    private async Task<T> OnConnectionAsync<T>(Func<NpgsqlConnection, Task<T>> write)
    {
        await using var connection = await pool.OpenAsync();
        using var warnings = new PostgresWarnings(connection);
        var answer = await write(connection);
        warnings.ThrowIfAny();
        return answer;
    }

    private async Task LeaveAsync(Task running)
    {
        Interlocked.Increment(ref _hanging);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _hanging);
    }
}
