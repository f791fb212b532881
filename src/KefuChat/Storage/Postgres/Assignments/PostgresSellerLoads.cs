using KefuChat.Storage.Assignments;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>How much sellers have to do, as it becomes while claims are given to them one after the other.</summary>
internal sealed class PostgresSellerLoads
{
    /// <summary>Reads it: $1 the sellers. For <see cref="Add"/>.</summary>
    public const string Find =
        """
        SELECT s.id, (SELECT count(*) FROM assignments WHERE seller = s.id AND is_open),
            (SELECT coalesce(max(turn), 0) FROM assignments WHERE seller = s.id)
        FROM unnest($1) AS s (id)
        """;

    private readonly Dictionary<long, long> _open = [];
    private readonly Dictionary<long, long> _lastTurns = [];
    private long _newestTurn;

    /// <summary>Adds a seller, as the row says.</summary>
    public void Add(NpgsqlDataReader row)
    {
        _open.Add(row.GetInt64(0), row.GetInt64(1));
        _lastTurns.Add(row.GetInt64(0), row.GetInt64(2));
        _newestTurn = Math.Max(_newestTurn, row.GetInt64(2));
    }

    /// <summary>The seller whose turn it is.</summary>
    public long Choose(ClaimRequest request) =>
        request.Choose(seller => _open.GetValueOrDefault(seller), seller => _lastTurns.GetValueOrDefault(seller));

    /// <summary>An assignment has become another, or there is one where there was none.</summary>
    public void Changed(AssignmentRow? was, AssignmentRow now)
    {
        if (was is { IsOpen: true })
        {
            _open[was.SellerId] = _open.GetValueOrDefault(was.SellerId) - 1;
        }

        _open[now.SellerId] = _open.GetValueOrDefault(now.SellerId) + 1;
        if (was?.SellerId != now.SellerId)
        {
            _lastTurns[now.SellerId] = ++_newestTurn;
        }
    }
}
