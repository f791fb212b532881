using KefuChat.Protocol;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Saves in the shards of sender and receiver: first in the sender's, whose queue says what there is, then, as it was
/// stored there, in the receiver's. Either step can be made again. Safe to call from any thread.
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
        // Without a name, the second step could not be made again.
        var save = new ShardedSave(request.DedupeKey.Length > 0 ? request : request with { DedupeId = _dedupeIds.Next() });
        SenderLine? line;
        lock (_gate)
        {
            if (!_lines.TryGetValue(request.Sender, out line))
            {
                _lines.Add(request.Sender, line = new SenderLine());
            }

            line.Add(save);
        }

        _ = RunAsync(line, save);
        return save.Task;
    }

    private async Task RunAsync(SenderLine line, ShardedSave save)
    {
        var result = SaveResult.Unavailable;
        try
        {
            result = await StoreAsync(line, save.Request);
        }
        catch (Exception e)
        {
            LogFailed(e);
        }

        Finish(line, save, result);
    }

    private async ValueTask<SaveResult> StoreAsync(SenderLine line, SaveRequest request)
    {
        var (home, other, customers) = (
            shards.HomeOf(request.Sender), shards.HomeOf(request.Receiver), shards.HomeOf(request.Message.Customer));
        var first = await home.Messages.SaveAsync(request with { IsCopy = home != customers });
        if (first.Status is SaveStatus.Unavailable or SaveStatus.Reused)
        {
            return first.Status == SaveStatus.Reused ? await WithReceiversKeyAsync(first, request, home) : first;
        }

        var result = first;
        if (other != home)
        {
            var second = await StoreSecondAsync(line, other, request with
            {
                Message = request.Message with { TimestampMs = first.TimestampMs },
                IsCopy = other != customers,
            });
            result = Combine(first, second, other == customers);
        }

        if (result.Status != SaveStatus.Unavailable)
        {
            await assignments.StoredAsync(request.Message, result.IsReopened);
        }

        return result;
    }

    private async ValueTask<SaveResult> StoreSecondAsync(SenderLine line, Shard shard, SaveRequest request)
    {
        lock (_gate)
        {
            if (line.IsBroken)
            {
                return SaveResult.Unavailable;
            }
        }

        var result = await shard.Messages.SaveAsync(request);
        if (result.Status == SaveStatus.Unavailable)
        {
            lock (_gate)
            {
                line.IsBroken = true;
            }
        }

        return result;
    }

    /// <summary>Of a uuid used again, the answer is of the message that has it: its receiver's key is that one's own.</summary>
    private async ValueTask<SaveResult> WithReceiversKeyAsync(SaveResult result, SaveRequest request, Shard home)
    {
        var page = await home.Messages.SyncAsync(request.Sender, result.SenderKey - 1, limit: 1);
        if (page.Messages is not [{ } first] || shards.HomeOf(first.Message.Receiver(shards.KefuAppId)) is not { } other || other == home)
        {
            return result;
        }

        var keys = (await other.Copies.FindAsync([new MessageName(request.Sender, request.DedupeKey)]))[0];
        var key = request.Sender == first.Message.Customer ? keys?.SellerKey : keys?.CustomerKey;
        return result with { ReceiverKey = key ?? 0 };
    }

    /// <summary>It is new as long as one of them had not seen it: nobody has delivered it.</summary>
    private static SaveResult Combine(in SaveResult first, in SaveResult second, bool isSecondTheCustomers)
    {
        if (second.Status is SaveStatus.Unavailable or SaveStatus.Reused)
        {
            return second;
        }

        var status = first.Status == SaveStatus.Stored || second.Status == SaveStatus.Stored ? SaveStatus.Stored : SaveStatus.Duplicate;
        var customers = isSecondTheCustomers ? second : first;
        return new SaveResult(status, second.ReceiverKey, first.SenderKey, first.TimestampMs, customers.IsReopened, customers.HolderId);
    }

    private void Finish(SenderLine line, ShardedSave save, in SaveResult result)
    {
        ShardedSave? next;
        lock (_gate)
        {
            save.Result = result;
            next = line.Next(isAnswering: false);
        }

        while (next is not null)
        {
            next.Answer();
            lock (_gate)
            {
                next = line.Next(isAnswering: true);
                if (line.IsEmpty)
                {
                    _lines.Remove(save.Request.Sender);
                }
            }
        }
    }

    [LoggerMessage(1120, LogLevel.Error, "A message could not be stored, for a reason nobody thought of")]
    private partial void LogFailed(Exception cause);
}
