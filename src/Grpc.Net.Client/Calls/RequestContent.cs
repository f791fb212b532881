using System.Net;
using System.Net.Http.Headers;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>The body of a call's request.</summary>
internal abstract class RequestContent : HttpContent
{
    // Far more than it takes. A handler of the caller's that sends nothing on before it has heard all of us must not wait for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _response = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected RequestContent() => Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);

    /// <summary>The response has begun, or will not come, or is of no interest any more.</summary>
    public void OnResponse() => _response.TrySetResult();

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected sealed override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begin();
        try
        {
            await SendAsync(stream, cancellationToken);
        }
        catch
        {
            // A server that resets the stream, or answers without hearing us out, stops the sending too. HTTP would take our
            // failure for the cause and drop the server's answer, if it heard of our failure first.
            await Task.WhenAny(_response.Task, Task.Delay(Patience, CancellationToken.None));
            throw;
        }
        finally
        {
            End();
        }
    }

    /// <summary>Called each time before sending begins.</summary>
    /// <exception cref="IOException">It cannot begin again.</exception>
    protected abstract void Begin();

    protected abstract Task SendAsync(Stream stream, CancellationToken cancellationToken);

    /// <summary>Called each time after sending has ended, in whatever way.</summary>
    protected abstract void End();
}
