using System.Threading.Channels;

namespace KefuChat.Storage;

/// <summary>
/// Answers groups of writes in their order, behind whoever stores them, who is already at the next group meanwhile: callers
/// continue in place.
/// </summary>
internal sealed class AnswerLoop
{
    private readonly Channel<(IReadOnlyList<PendingWrite> Writes, StorageUnavailableException? Failure)> _finished =
        Channel.CreateUnbounded<(IReadOnlyList<PendingWrite>, StorageUnavailableException?)>(new() { SingleReader = true, SingleWriter = true });

    private readonly Task _running;

    /// <summary>Begins to answer.</summary>
    public AnswerLoop() => _running = Task.Run(RunAsync);

    /// <summary>A group is done. From one thread at a time.</summary>
    /// <param name="writes">The group.</param>
    /// <param name="failure">Why nothing of it is known to be stored; null: it is on stable storage.</param>
    public void Finish(IReadOnlyList<PendingWrite> writes, StorageUnavailableException? failure) => _finished.Writer.TryWrite((writes, failure));

    /// <summary>There are no more; completes once all are answered.</summary>
    public Task CompleteAsync()
    {
        _finished.Writer.TryComplete();
        return _running;
    }

    private async Task RunAsync()
    {
        await foreach (var (writes, failure) in _finished.Reader.ReadAllAsync())
        {
            foreach (var write in writes)
            {
                if (failure is null)
                {
                    write.Complete();
                }
                else
                {
                    write.Refuse(failure);
                }
            }
        }
    }
}
