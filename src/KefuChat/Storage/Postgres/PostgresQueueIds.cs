using System.Collections.Concurrent;
using KefuChat.Protocol;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Which rows users' queues are. They never change and are never removed, so they are remembered. Safe to call from any thread.
/// </summary>
/// <param name="transactions">Where rows are made, each call's in a transaction of its own: a row that another makes is waited for, and nobody waits with a lock held.</param>
internal sealed class PostgresQueueIds(PostgresTransactions transactions)
{
    /// <summary>Beyond this many, what is remembered is forgotten: some 100 bytes each.</summary>
    private const int MostRemembered = 500_000;

    private readonly ConcurrentDictionary<User, long> _ids = [];

    /// <summary>A user's queue, or null when nothing was ever written to it.</summary>
    public async ValueTask<long?> FindAsync(NpgsqlConnection connection, User user)
    {
        if (_ids.TryGetValue(user, out var known))
        {
            return known;
        }

        var found = await connection.ScalarAsync<long>("SELECT id FROM queues WHERE appid = $1 AND uid = $2", user.AppId, user.Uid);
        if (found is { } id)
        {
            Remember(user, id);
        }

        return found;
    }

    /// <summary>The queues of users, made where there are none, in the order asked.</summary>
    public async ValueTask<long[]> GetAsync(IReadOnlyCollection<User> users)
    {
        User[] unknown = [.. users.Where(user => !_ids.ContainsKey(user)).Distinct().OrderBy(user => user.AppId).ThenBy(user => user.Uid)];
        if (unknown.Length > 0)
        {
            await AddAsync(unknown);
        }

        var ids = new long[users.Count];
        var next = 0;
        foreach (var user in users)
        {
            ids[next++] = _ids.TryGetValue(user, out var id)
                ? id
                : throw new StorageUnavailableException("what was known of the queues is forgotten; it is asked again");
        }

        return ids;
    }

    /// <summary>What is remembered may be wrong: it is another database.</summary>
    public void Forget() => _ids.Clear();

    private async Task AddAsync(User[] users)
    {
        var appIds = Array.ConvertAll(users, user => user.AppId);
        var uids = Array.ConvertAll(users, user => user.Uid);
        var rows = await transactions.RunAsync(async connection =>
        {
            // In one order, so that two who make the same rows do not wait for each other.
            await connection.ExecuteAsync(
                """
                INSERT INTO queues (appid, uid) SELECT * FROM unnest($1, $2) AS u (appid, uid)
                WHERE NOT EXISTS (SELECT 1 FROM queues q WHERE q.appid = u.appid AND q.uid = u.uid)
                ORDER BY appid, uid ON CONFLICT DO NOTHING
                """,
                appIds, uids);
            return await connection.RowsAsync(
                row => (User: new User(row.GetInt64(1), row.GetInt64(2)), Id: row.GetInt64(0)),
                "SELECT q.id, q.appid, q.uid FROM unnest($1, $2) AS u (appid, uid) JOIN queues q ON q.appid = u.appid AND q.uid = u.uid",
                appIds, uids);
        });
        rows.ForEach(row => Remember(row.User, row.Id));
    }

    private void Remember(User user, long id)
    {
        if (_ids.Count >= MostRemembered)
        {
            _ids.Clear();
        }

        _ids[user] = id;
    }
}
