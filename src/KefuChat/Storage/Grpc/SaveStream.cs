using System.Threading.Channels;
using Grpc.Core;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// The call that takes saves to one node: a loop that sends whatever gathered while the batch before was written, and a
/// loop that reads the answers. A node that owes answers and gives none for <see cref="Patience"/> is given up.
/// </summary>
internal sealed class SaveStream
{
    /// <summary>A stopped process answers nothing; a slow one always something.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long after the end of the sending the answers that have come may take to be read.</summary>
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    /// <summary>What one gRPC message holds: well under the 4 MB that gRPC takes unless told otherwise.</summary>
    private const int BatchSaves = 512;
    private const int BatchBytes = 1024 * 1024;

    private readonly AsyncDuplexStreamingCall<Wire.SaveBatch, Wire.SaveAnswers> _call;
    private readonly CancellationTokenSource _cut;
    private readonly SaveLanes _lanes;
    private readonly TimeProvider _time;
    private readonly ITimer _watch;
    private readonly Channel<PendingSave> _outbox =
        Channel.CreateUnbounded<PendingSave>(new UnboundedChannelOptions { SingleReader = true });

    // Both of these are guarded by the lock of the lanes.
    private readonly Dictionary<ulong, PendingSave> _unanswered = [];
    private long _owingSince;
    private ulong _lastId;
    private volatile bool _isSilent;

    /// <summary>Takes over a call that the node has opened.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cut">Cancels the call.</param>
    /// <param name="lanes">Where answers go.</param>
    /// <param name="time">The clock.</param>
    public SaveStream(
        AsyncDuplexStreamingCall<Wire.SaveBatch, Wire.SaveAnswers> call, CancellationTokenSource cut, SaveLanes lanes, TimeProvider time)
    {
        _call = call;
        _cut = cut;
        _lanes = lanes;
        _time = time;
        _watch = time.CreateTimer(_ => CheckSilence(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long it has owed answers without giving any. Within the lock of the lanes.</summary>
    public TimeSpan Silence => _unanswered.Count > 0 ? _time.GetElapsedTime(_owingSince) : TimeSpan.Zero;

    /// <summary>Sends a save behind those before it. Within the lock of the lanes.</summary>
    public void Append(PendingSave save)
    {
        if (_unanswered.Count == 0)
        {
            _owingSince = _time.GetTimestamp();
        }

        save.Save.Id = ++_lastId;
        _unanswered.Add(_lastId, save);
        _outbox.Writer.TryWrite(save);
    }

    /// <summary>The save an answer is for, or null. Within the lock of the lanes.</summary>
    public PendingSave? Take(ulong id) => _unanswered.Remove(id, out var save) ? save : null;

    /// <summary>The node has answered something. Within the lock of the lanes.</summary>
    public void Heard() => _owingSince = _time.GetTimestamp();

    /// <summary>What is unanswered, in order. Within the lock of the lanes, when the stream is over.</summary>
    public IReadOnlyList<PendingSave> TakeAll()
    {
        var all = _unanswered.Values.OrderBy(save => save.Save.Id).ToArray();
        _unanswered.Clear();
        return all;
    }

    /// <summary>Sends and reads until the node ends the stream, or it breaks (throws).</summary>
    public async Task RunAsync()
    {
        _watch.Change(Patience, Timeout.InfiniteTimeSpan);
        var sending = SendAsync();
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
                _lanes.Answer(this, _call.ResponseStream.Current.Answers);
            }
        }
        catch (Exception e) when (_isSilent)
        {
            throw new TimeoutException($"it owes answers and gave none for {Patience.TotalSeconds} s", e);
        }
        finally
        {
            // The writer must be done with the saves before they are numbered anew on another stream.
            Complete();
            Cut();
            await sending;
            await _watch.DisposeAsync();
        }
    }

    /// <summary>Sends what was appended and no more; the node answers that and ends the stream.</summary>
    public void Complete() => _outbox.Writer.TryComplete();

    /// <summary>Breaks the call.</summary>
    public void Cut()
    {
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It is over already.
        }
    }

    private async Task SendAsync()
    {
        try
        {
            var batch = new Wire.SaveBatch();
            while (await _outbox.Reader.WaitToReadAsync())
            {
                var bytes = 0;
                while (batch.Saves.Count < BatchSaves && bytes < BatchBytes && _outbox.Reader.TryRead(out var save))
                {
                    batch.Saves.Add(save.Save);
                    bytes += save.Bytes;
                }

                await _call.RequestStream.WriteAsync(batch);
                batch.Saves.Clear();
            }

            await _call.RequestStream.CompleteAsync();
        }
        catch (Exception)
        {
            // A node that stops takes no more before it has been heard out: cut now, and answers that have come already would
            // be lost. The reading loop ends with them and tells why; whatever else it was, it is ended.
            _cut.CancelAfter(LastAnswers);
        }
    }

    private void CheckSilence()
    {
        var left = Patience - _lanes.SilenceOf(this);
        if (left <= TimeSpan.Zero)
        {
            _isSilent = true;
            Cut();
        }
        else
        {
            _watch.Change(left, Timeout.InfiniteTimeSpan);
        }
    }
}
