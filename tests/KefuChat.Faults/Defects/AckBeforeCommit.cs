using System.Threading.Channels;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Faults.Defects;

/// <summary>
/// A store that answers a save at once, with the keys it expects the message to get, and stores it a little later: what is on its
/// way then dies with the process.
/// </summary>
internal sealed class AckBeforeCommit : DefectiveStore
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(SaveRequest Request, TaskCompletionSource<SaveResult> Answer)> _asked =
        Channel.CreateUnbounded<(SaveRequest, TaskCompletionSource<SaveResult>)>();

    private readonly Channel<SaveRequest> _answered = Channel.CreateUnbounded<SaveRequest>();
    private readonly Dictionary<(User Sender, string Uuid), SaveResult> _answers = [];
    private readonly Dictionary<User, long> _newest = [];

    public AckBeforeCommit(IMessageStore store)
        : base(store)
    {
        _ = Task.Run(AnswerAsync);
        _ = Task.Run(StoreAsync);
    }

    /// <inheritdoc/>
    public override Task<SaveResult> SaveAsync(SaveRequest request)
    {
        var answer = new TaskCompletionSource<SaveResult>();
        _asked.Writer.TryWrite((request, answer));
        return answer.Task;
    }

    private async Task AnswerAsync()
    {
        await foreach (var (request, answer) in _asked.Reader.ReadAllAsync())
        {
            var known = (request.Sender, request.DedupeKey);
            if (_answers.TryGetValue(known, out var first))
            {
                answer.SetResult(first with { Status = SaveStatus.Duplicate });
                continue;
            }

            var result = new SaveResult(
                SaveStatus.Stored, await NextKeyAsync(request.Receiver), await NextKeyAsync(request.Sender), request.Message.TimestampMs);
            _answers[known] = result;
            answer.SetResult(result);
            _answered.Writer.TryWrite(request);
        }
    }

    private async Task<long> NextKeyAsync(User user)
    {
        if (!_newest.TryGetValue(user, out var newest))
        {
            newest = (await Store.LatestKeysAsync([user]))[0];
        }

        return _newest[user] = newest + 1;
    }

    private async Task StoreAsync()
    {
        while (await _answered.Reader.WaitToReadAsync())
        {
            await Task.Delay(Lateness);
            var late = new List<Task>();
            while (_answered.Reader.TryRead(out var request))
            {
                late.Add(Store.SaveAsync(request));
            }

            await Task.WhenAll(late);
        }
    }
}
