using Grpc.Core;

namespace Grpc.Tests.Support;

/// <summary>An Echo service that does what the test says; by default, echo.</summary>
internal sealed class ScriptedEcho : Echo.EchoBase
{
    public UnaryServerMethod<EchoRequest, EchoResponse> OnUnary { get; set; } =
        (request, _) => Task.FromResult(Reply(request));

    public ServerStreamingServerMethod<EchoRequest, EchoResponse> OnServerStream { get; set; } =
        async (request, responses, _) =>
        {
            for (var number = 0; number < request.Count; number++)
            {
                await responses.WriteAsync(new EchoResponse { Text = request.Text, Count = number });
            }
        };

    public ClientStreamingServerMethod<EchoRequest, EchoResponse> OnClientStream { get; set; } =
        async (requests, _) =>
        {
            var response = new EchoResponse();
            await foreach (var request in requests.ReadAllAsync())
            {
                response.Text += request.Text;
                response.Count++;
            }

            return response;
        };

    public DuplexStreamingServerMethod<EchoRequest, EchoResponse> OnDuplex { get; set; } =
        async (requests, responses, _) =>
        {
            await foreach (var request in requests.ReadAllAsync())
            {
                await responses.WriteAsync(Reply(request));
            }
        };

    public static EchoResponse Reply(EchoRequest request) => new() { Text = request.Text, Count = request.Count, Data = request.Data };

    public override Task<EchoResponse> Unary(EchoRequest request, ServerCallContext context) => OnUnary(request, context);

    public override Task ServerStream(EchoRequest request, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context) =>
        OnServerStream(request, responseStream, context);

    public override Task<EchoResponse> ClientStream(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context) =>
        OnClientStream(requestStream, context);

    public override Task Duplex(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context) =>
        OnDuplex(requestStream, responseStream, context);
}
