using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Saves in the shards of receiver and sender: first in the receiver's, then, as it was stored there, in the sender's. So what
/// senders find in their own queues has reached its receiver, and where the receiver's shard is away nothing is stored. Either
/// step can be made again. Safe to call from any thread.
/// </summary>
internal sealed partial class ShardedSaves(ShardMap shards, AssignmentSpread assignments, ILogger<ShardedSaves> logger)
{
    private readonly DedupeIds _dedupeIds = new();
    private readonly ILogger _logger = logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<User, SenderLine> _lines = [];

    /// <summary><see cref="IMessageStore.SaveAsync"/>.</summary>
    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        // Without a name, the steps could not be made again.
        var named = request.DedupeKey.Length > 0 ? request : request with { DedupeId = _dedupeIds.Next() };
        SenderLine? line;
        ShardedSave save;
        lock (_gate)
        {
            if (!_lines.TryGetValue(request.Sender, out line))
            {
                _lines.Add(request.Sender, line = new SenderLine());
            }

            save = line.Add(named);
        }

        _ = RunAsync(line, save);
        return save.Task;
    }

    private async Task RunAsync(SenderLine line, ShardedSave save)
    {
        var result = SaveResult.Unavailable;
        try
        {
            await save.NamesakeEnded;
            result = await StoreAsync(save);
        }
        catch (StorageUnavailableException)
        {
            // It is stored, in one shard or in both: what was left to be asked about it is asked when it is sent again.
        }
        catch (Exception e)
        {
            LogFailed(e);
        }

        // Whatever became of it, those behind it go on, in their turns.
        await save.FirstTurn;
        save.BeginFirst();
        await save.SecondTurn;
        save.BeginSecond();
        Finish(line, save, result);
    }

    private async ValueTask<SaveResult> StoreAsync(ShardedSave save)
    {
        var request = save.Request;
        var (home, other) = (shards.HomeOf(request.Sender), shards.HomeOf(request.Receiver));
        var known = home == other ? SaveStatus.Absent : await CheckAsync(request, home);
        var result = known switch
        {
            SaveStatus.Unavailable => SaveResult.Unavailable,
            SaveStatus.Absent when home != other => await StoreInBothAsync(save, home, other),
            _ => await StoreAtHomeAsync(save, home, other),
        };
        if (result.Status is SaveStatus.Stored or SaveStatus.Duplicate)
        {
            await assignments.StoredAsync(request.Message, result.IsReopened);
        }

        return result;
    }

    /// <summary>
    /// Whether the sender's shard has a message of that name: only it knows whether the uuid is another conversation's. It is
    /// asked before the receiver's shard stores anything, which would be for nothing where the sender's is away. Asked as a
    /// save, it does not make that shard commit.
    /// </summary>
    private static async ValueTask<SaveStatus> CheckAsync(SaveRequest request, Shard home) => (await home.Messages.SaveAsync(
        request with { Message = request.Message with { Content = default }, Trace = null, IsCheck = true })).Status;

    /// <summary>Both live in one shard; or the message is stored already, in both.</summary>
    private async ValueTask<SaveResult> StoreAtHomeAsync(ShardedSave save, Shard home, Shard other)
    {
        await save.FirstTurn;
        save.BeginFirst();
        await save.SecondTurn;
        var step = home.Messages.SaveAsync(In(home, save.Request));
        save.BeginSecond();
        var result = await step;
        if (home != other && result.Status == SaveStatus.Stored)
        {
            // Meanwhile it was removed.
            var receivers = await other.Messages.SaveAsync(In(other, save.Request));
            return receivers.Status is SaveStatus.Stored or SaveStatus.Duplicate ? Combine(receivers, result, save.Request) : SaveResult.Unavailable;
        }

        return result.Status is SaveStatus.Duplicate or SaveStatus.Reused && (home != other || result.Status == SaveStatus.Reused)
            ? result with { ReceiverKey = await ReceiversKeyAsync(result, save.Request, home) }
            : result;
    }

    private async ValueTask<SaveResult> StoreInBothAsync(ShardedSave save, Shard home, Shard other)
    {
        await save.FirstTurn;
        var step = other.Messages.SaveAsync(In(other, save.Request));
        save.BeginFirst();
        var receivers = await step;
        if (receivers.Status is not (SaveStatus.Stored or SaveStatus.Duplicate))
        {
            // Of one that is there for another conversation, and not yet at home, the repair brings it there; then home tells.
            return SaveResult.Unavailable;
        }

        await save.SecondTurn;
        var asStored = save.Request with { Message = save.Request.Message with { TimestampMs = receivers.TimestampMs } };
        step = home.Messages.SaveAsync(In(home, asStored));
        save.BeginSecond();
        var senders = await step;
        return senders.Status is SaveStatus.Stored or SaveStatus.Duplicate ? Combine(receivers, senders, save.Request) : senders;
    }

    private SaveRequest In(Shard shard, SaveRequest request) => request with { IsCopy = shards.HomeOf(request.Message.Customer) != shard };

    /// <summary>It is new as long as one of them had not seen it: nobody has delivered it.</summary>
    private static SaveResult Combine(in SaveResult receivers, in SaveResult senders, SaveRequest request)
    {
        var status = receivers.Status == SaveStatus.Stored || senders.Status == SaveStatus.Stored ? SaveStatus.Stored : SaveStatus.Duplicate;
        var customers = request.Message.Command == Command.Customer ? senders : receivers;
        return new SaveResult(
            status, receivers.ReceiverKey, senders.SenderKey, receivers.TimestampMs, customers.IsReopened, customers.HolderId);
    }

    /// <summary>Of a message stored before, the key in its receiver's own shard.</summary>
    private async ValueTask<long> ReceiversKeyAsync(SaveResult result, SaveRequest request, Shard home)
    {
        var page = await home.Messages.SyncAsync(request.Sender, result.SenderKey - 1, limit: 1);
        if (page.Messages is not [{ } first] || shards.HomeOf(first.Message.Receiver(shards.KefuAppId)) is not { } other || other == home)
        {
            return result.ReceiverKey;
        }

        var keys = (await other.Copies.FindAsync([new MessageName(request.Sender, request.DedupeKey)]))[0];
        return (request.Sender == first.Message.Customer ? keys?.SellerKey : keys?.CustomerKey) ?? 0;
    }

    private void Finish(SenderLine line, ShardedSave save, in SaveResult result)
    {
        ShardedSave? next;
        lock (_gate)
        {
            save.Finish(result);
            next = line.Next(isAnswering: false);
        }

        save.End();
        while (next is not null)
        {
            next.Answer();
            lock (_gate)
            {
                next = line.Next(isAnswering: true);
                if (next is null && line.IsEmpty)
                {
                    _lines.Remove(save.Request.Sender);
                }
            }
        }
    }

    [LoggerMessage(1120, LogLevel.Error, "A message could not be stored, for a reason nobody thought of")]
    private partial void LogFailed(Exception cause);
}
