using System.Threading.Channels;
using Google.Protobuf.Collections;
using Grpc.Core;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// One caller's stream of saves, at the node. A loop reads them and hands each to the store without waiting; another
/// sends the answers that gathered. Whatever happens to the caller, what was read is stored.
/// </summary>
/// <param name="store">Where saves go.</param>
/// <param name="responses">Where answers go.</param>
/// <param name="logger">Hears of a store that throws.</param>
internal sealed partial class SaveSession(IMessageStore store, IServerStreamWriter<Wire.SaveAnswers> responses, ILogger logger)
{
    /// <summary>A caller that has so many saves stored without having read the answers is read no further until it has.</summary>
    public const int MostUnanswered = 65_536;

    /// <summary>The most answers in one message: some 30 bytes each.</summary>
    private const int AnswersAtOnce = 8192;

    private readonly ILogger _logger = logger;
    private readonly Channel<Wire.SaveAnswer> _answers =
        Channel.CreateUnbounded<Wire.SaveAnswer>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Lock _gate = new();
    private int _unanswered;
    private TaskCompletionSource? _room;

    /// <summary>Saves that are not stored yet, and the reading loop.</summary>
    private int _pending = 1;

    /// <summary>Runs until the caller has sent all, or the node stops, with all that was read answered.</summary>
    /// <param name="batches">The saves.</param>
    /// <param name="stopping">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A save was malformed. Those before it are stored and answered.</exception>
    public async Task RunAsync(IAsyncStreamReader<Wire.SaveBatch> batches, CancellationToken stopping)
    {
        var answering = AnswerAsync();
        try
        {
            // Only the waiting is given up: a read that is cancelled would take the whole call with it, answers included.
            while (await batches.MoveNext(CancellationToken.None).WaitAsync(stopping))
            {
                await TakeAsync(batches.Current.Saves, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was read is answered.
        }
        finally
        {
            Finished();
            await answering;
        }
    }

    private async ValueTask TakeAsync(RepeatedField<Wire.Save> saves, CancellationToken stopping)
    {
        foreach (var save in saves)
        {
            var request = save.FromWire();
            Interlocked.Increment(ref _pending);
            lock (_gate)
            {
                _unanswered++;
            }

            _ = SaveAsync(save.Id, request);
        }

        Task room;
        lock (_gate)
        {
            if (_unanswered < MostUnanswered)
            {
                return;
            }

            _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        await room.WaitAsync(stopping);
    }

    private async Task SaveAsync(ulong id, SaveRequest request)
    {
        var result = SaveResult.Unavailable;
        try
        {
            result = await store.SaveAsync(request);
        }
        catch (Exception e)
        {
            // A store answers; where it throws it has a bug, and the caller must still hear something.
            LogSaveFailed(e);
        }

        _answers.Writer.TryWrite(result.ToWire(id));
        Finished();
    }

    private void Finished()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _answers.Writer.Complete();
        }
    }

    private async Task AnswerAsync()
    {
        var message = new Wire.SaveAnswers();
        var isGone = false;
        while (await _answers.Reader.WaitToReadAsync())
        {
            while (message.Answers.Count < AnswersAtOnce && _answers.Reader.TryRead(out var answer))
            {
                message.Answers.Add(answer);
            }

            isGone = isGone || !await SendAsync(message);
            MakeRoom(message.Answers.Count);
            message.Answers.Clear();
        }
    }

    private async ValueTask<bool> SendAsync(Wire.SaveAnswers message)
    {
        try
        {
            await responses.WriteAsync(message);
            return true;
        }
        catch (Exception)
        {
            // The caller is gone: the reading loop hears it too. What is stored is answered when it is sent again.
            return false;
        }
    }

    private void MakeRoom(int count)
    {
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            _unanswered -= count;
            if (_unanswered < MostUnanswered)
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult();
    }

    [LoggerMessage(1201, LogLevel.Error, "The store failed to answer a save")]
    private partial void LogSaveFailed(Exception cause);
}
