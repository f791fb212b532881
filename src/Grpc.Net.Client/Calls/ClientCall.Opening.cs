using System.IO.Pipelines;
using System.Net;
using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.Net.Client.Calls;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private const string UserAgent = "grpc-csharp-subset/1.0";

    private void Open(RequestContent content)
    {
        var remaining = _deadlineTime - DateTime.UtcNow;
        if (_options.CancellationToken.IsCancellationRequested)
        {
            Cancel();
        }
        else if (remaining <= TimeSpan.Zero)
        {
            OnDeadline();
        }

        if (HasEnded)
        {
            content.Dispose();
            FailHeaders();
            return;
        }

        _content = content;
        _opening = OpenAsync(content, remaining);
        Watch();
    }

    private HttpRequestMessage CreateRequest(RequestContent content, TimeSpan remaining)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_channel.Address, _method.FullName))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", UserAgent);
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, GrpcHeaders.Identity);
        if (_deadlineTime != DateTime.MaxValue)
        {
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Encode(remaining));
        }

        foreach (var entry in _options.Headers ?? Metadata.Empty)
        {
            if (GrpcHeaders.IsMetadata(entry.Key))
            {
                headers.TryAddWithoutValidation(entry.Key, MetadataValue.Encode(entry));
            }
        }

        return request;
    }

    /// <summary>Never throws; null where there is nothing to read, because the call has ended.</summary>
    private async Task<MessageReader<TResponse>?> OpenAsync(RequestContent content, TimeSpan remaining)
    {
        try
        {
            using var request = CreateRequest(content, remaining);
            var response = await _channel.SendAsync(request, _cancellation.Token);
            Interlocked.Exchange(ref _response, response);
            var metadata = ResponseStatus.ReadMetadata(response.Headers);
            if (ResponseStatus.FindEnding(response) is { } status)
            {
                EndAsTold(status, metadata);
                _headers.TrySetResult(metadata);
                return null;
            }

            var body = PipeReader.Create(await response.Content.ReadAsStreamAsync(_cancellation.Token), ReaderOptions);
            _headers.TrySetResult(metadata);
            return new MessageReader<TResponse>(
                body,
                _method.ResponseMarshaller.ContextualDeserializer,
                _channel.MaxReceiveMessageSize,
                ResponseStatus.FindEncoding(response.Headers),
                StatusCode.Internal);
        }
        catch (Exception exception)
        {
            End(FailureStatus.From(exception));
            FailHeaders();
            return null;
        }
        finally
        {
            content.OnResponse();
            if (HasEnded)
            {
                // Whoever ended the call may have been too early to see the response.
                _response?.Dispose();
            }
        }
    }

    /// <summary>From here on another thread may end the call at any moment, also before these are in their fields.</summary>
    private void Watch()
    {
        if (_deadlineTime != DateTime.MaxValue)
        {
            _deadline = new DeadlineTimer(_deadlineTime, OnDeadline);
        }

        _callerRegistration = _options.CancellationToken.UnsafeRegister(CancelCall, this);
        _channelRegistration = _channel.Disposal.UnsafeRegister(DisposeCall, this);
        if (HasEnded)
        {
            Unwatch();
        }
    }

    private void Unwatch()
    {
        _deadline?.Dispose();
        _callerRegistration.Unregister();
        _channelRegistration.Unregister();
    }

    private void OnDeadline() => End(new CallEnding(StatusCode.DeadlineExceeded, "The deadline has passed."));
}
