using Google.Protobuf.Collections;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Telemetry;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// All saves that are not answered yet. Senders are spread over lanes, lanes over streams; a lane keeps its order whatever
/// becomes of the streams. Safe to call from any thread; nothing is sent and no caller continues within the lock.
/// </summary>
internal sealed class SaveLanes(KefuMetrics? metrics)
{
    /// <summary>More waiting than this is refused: a store so far behind is not available.</summary>
    public const int MostWaiting = 100_000;

    /// <summary>More bytes than this are refused as well: large contents, of which so many would be gigabytes.</summary>
    private const long MostBytes = 256 * 1024 * 1024;

    /// <summary>How finely load is spread over nodes, and how little is held up while a lane changes its node.</summary>
    private const int Count = 64;

    private static readonly Task<SaveResult> Unavailable = Task.FromResult(SaveResult.Unavailable);

    private readonly Lock _gate = new();
    private readonly SaveLane[] _lanes = [.. Enumerable.Range(0, Count).Select(_ => new SaveLane())];
    private readonly List<PendingSave> _ready = [];
    private long _lastNumber;
    private int _unanswered;
    private long _bytes;
    private bool _refusing;

    /// <summary>Sends a save in its turn. Completes with the answer, in place.</summary>
    public Task<SaveResult> SaveAsync(Wire.Save save, User sender)
    {
        var lane = _lanes[(uint)sender.GetHashCode() % Count];
        var pending = new PendingSave(save, lane);
        lock (_gate)
        {
            if (_refusing || _unanswered >= MostWaiting || _bytes + pending.Bytes > MostBytes)
            {
                return Unavailable;
            }

            _unanswered++;
            _bytes += pending.Bytes;
            pending.Number = ++_lastNumber;
            lane.Add(pending, _ready);
            SendReady();
        }

        return pending.Task;
    }

    /// <summary>Says which nodes there are; with none, saves wait.</summary>
    public void Use(RendezvousHash<ImsNode>? nodes)
    {
        lock (_gate)
        {
            _refusing &= nodes is null;
            for (var i = 0; i < Count; i++)
            {
                // A lane is spread like a user; 0 is no user's app.
                _lanes[i].Use(nodes?.Pick(new User(0, i)).Stream, _ready);
            }

            SendReady();
        }
    }

    /// <summary>A node has answered. Throws <see cref="InvalidDataException"/> for an answer to nothing.</summary>
    public void Answer(SaveStream stream, RepeatedField<Wire.SaveAnswer> answers)
    {
        var answered = new List<PendingSave>(answers.Count);
        lock (_gate)
        {
            stream.Heard();
            foreach (var answer in answers)
            {
                if (stream.Take(answer.Id) is { } save)
                {
                    save.Answer = answer.FromWire();
                    answered.Add(save);
                }
            }
        }

        Finish(answered);
        if (answered.Count < answers.Count)
        {
            throw new InvalidDataException("a save was answered that is not on its way");
        }
    }

    /// <summary>
    /// A stream is over: what it has not answered goes elsewhere, in its order. Called behind the last answer of it, and when
    /// <see cref="Use"/> no longer names it.
    /// </summary>
    public void TakeBack(SaveStream stream)
    {
        lock (_gate)
        {
            foreach (var saves in stream.TakeAll().GroupBy(save => save.Lane))
            {
                saves.Key.PutBack(saves, _ready);
                metrics?.Retried(RetriedOperation.Save, saves.Count());
            }

            SendReady();
        }

        RefuseWaiting();
    }

    /// <summary>Refuses what comes, until there is a node again.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _refusing = true;
        }
    }

    /// <summary>Refuses what waits, if what comes is refused. Callers continue in place, so not within a lock.</summary>
    public void RefuseWaiting()
    {
        var refused = new List<PendingSave>();
        lock (_gate)
        {
            if (_refusing)
            {
                foreach (var lane in _lanes)
                {
                    lane.TakeWaiting(refused);
                }
            }
        }

        Finish(refused);
    }

    /// <summary>How long a stream has owed answers without giving any; zero when it owes none.</summary>
    public TimeSpan SilenceOf(SaveStream stream)
    {
        lock (_gate)
        {
            return stream.Silence;
        }
    }

    /// <summary>Callers continue first; only then may their lane change its stream, where others would answer.</summary>
    private void Finish(List<PendingSave> saves)
    {
        foreach (var save in saves)
        {
            save.SetResult(save.Answer);
        }

        lock (_gate)
        {
            _unanswered -= saves.Count;
            foreach (var save in saves)
            {
                _bytes -= save.Bytes;
                save.Lane.Finished(_ready);
            }

            SendReady();
        }
    }

    /// <summary>Nobody is promised an order between senders, but what came first goes first. Within the lock.</summary>
    private void SendReady()
    {
        if (_ready.Count > 1)
        {
            _ready.Sort((one, other) => one.Number.CompareTo(other.Number));
        }

        foreach (var save in _ready)
        {
            save.Lane.Stream?.Append(save);
        }

        _ready.Clear();
    }
}
