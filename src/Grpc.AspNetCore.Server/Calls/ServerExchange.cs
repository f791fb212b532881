using Grpc.Core;
using Grpc.Core.Wire;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>A call with the messages of its method's types.</summary>
internal sealed class ServerExchange<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    private readonly MessageReader<TRequest> _messages;
    private readonly ResponseStream<TResponse> _responses;

    public ServerExchange(ServerCall call, Method<TRequest, TResponse> method, ServerCallOptions options)
    {
        var request = call.HttpContext.Request;
        _messages = new MessageReader<TRequest>(
            request.BodyReader,
            method.RequestMarshaller.ContextualDeserializer,
            options.MaxReceiveMessageSize,
            request.Headers[GrpcHeaders.Encoding],
            StatusCode.Unimplemented);
        _responses = new ResponseStream<TResponse>(
            call, method.ResponseMarshaller.ContextualSerializer, call.HttpContext.Response.BodyWriter, options.MaxSendMessageSize);
        Requests = new RequestStream<TRequest>(call, _messages);
        Context = call;
    }

    public ServerCallContext Context { get; }

    public IAsyncStreamReader<TRequest> Requests { get; }

    public IServerStreamWriter<TResponse> Responses => _responses;

    /// <summary>The one request of a call that has one.</summary>
    public async ValueTask<TRequest> ReadSingleAsync()
    {
        TRequest? request;
        while (!_messages.TryRead(out request))
        {
            if (!await _messages.WaitAsync())
            {
                throw Refuse("The call has no request; its method takes one.");
            }
        }

        do
        {
            if (_messages.TryRead(out _))
            {
                throw Refuse("The call has more than one request; its method takes one.");
            }
        }
        while (await _messages.WaitAsync());

        return request;
    }

    /// <summary>The one response of a call that has one.</summary>
    public void WriteSingle(TResponse response) => _responses.Write(response);

    private static RpcException Refuse(string detail) => new(new Status(StatusCode.Unimplemented, detail));
}
