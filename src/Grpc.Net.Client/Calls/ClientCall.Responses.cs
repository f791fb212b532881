using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Net.Client.Calls;

internal sealed partial class ClientCall<TRequest, TResponse> : IAsyncStreamReader<TResponse>
{
    // Large enough for what a busy connection has ready; nothing is held while there is nothing to read.
    private static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, useZeroByteReads: true);

    private static readonly Status NoResponse = new(StatusCode.Unimplemented, "The server sent no response.");

    private TResponse? _current;
    private bool _lacksResponse;

    public TResponse Current => _current ?? throw new InvalidOperationException("There is no current message.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Cancel();
        }

        try
        {
            return !HasEnded && _opening is { IsCompletedSuccessfully: true, Result: { } messages } && messages.TryRead(out _current)
                ? Task.FromResult(true)
                : MoveNextAsync(cancellationToken);
        }
        catch (RpcException exception)
        {
            End(FailureStatus.From(exception));
            return Task.FromException<bool>(CreateException());
        }
    }

    /// <summary>The one response of a call that has one.</summary>
    public async Task<TResponse> ReadSingleAsync()
    {
        // Throws unless there is one.
        await MoveNext(CancellationToken.None);
        _lacksResponse = false;
        var response = Current;
        if (await MoveNext(CancellationToken.None))
        {
            End(new CallEnding(StatusCode.Unimplemented, "The server sent more than one response."));
            throw CreateException();
        }

        return response;
    }

    private async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(CancelCall, this);
        try
        {
            if (await _opening is { } messages && !HasEnded)
            {
                while (!messages.TryRead(out _current))
                {
                    if (!await messages.WaitAsync(CancellationToken.None))
                    {
                        EndWithTrailers();
                        break;
                    }
                }

                if (_current is not null)
                {
                    return true;
                }
            }
        }
        catch (Exception exception)
        {
            End(FailureStatus.From(exception));
        }

        _current = null;
        return Ending.Status.StatusCode == StatusCode.OK ? false : throw CreateException();
    }

    /// <summary>Success is none where a response is missing.</summary>
    private void EndAsTold(Status status, Metadata trailers) =>
        End(new CallEnding(_lacksResponse && status.StatusCode == StatusCode.OK ? NoResponse : status, trailers));

    private void EndWithTrailers()
    {
        var trailers = _response!.TrailingHeaders;
        EndAsTold(
            ResponseStatus.Find(trailers) ?? new Status(StatusCode.Unknown, "The response ends without grpc-status."),
            ResponseStatus.ReadMetadata(trailers));
    }
}
