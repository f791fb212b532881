using KefuChat.Storage;

namespace KefuChat.Faults.Defects;

/// <summary>
/// A store that knows no message again: what is sent twice is stored twice. It answers a little after it has stored, so that there is
/// always something that is sent again when its process dies.
/// </summary>
internal sealed class DedupeOff(IMessageStore store) : DefectiveStore(store)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    /// <inheritdoc/>
    public override Task<SaveResult> SaveAsync(SaveRequest request)
    {
        lock (_gate)
        {
            var saved = Store.SaveAsync(request with { Message = request.Message with { Uuid = "" }, DedupeId = "" });
            var answer = AnswerAsync(saved, _last);
            _last = answer;
            return answer;
        }
    }

    /// <summary>Answers come in the order of the calls.</summary>
    private static async Task<SaveResult> AnswerAsync(Task<SaveResult> saved, Task before)
    {
        await Task.WhenAll(saved, Task.Delay(Lateness));
        await before;
        return await saved;
    }
}
