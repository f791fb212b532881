using System.Text.Json;
using Grpc.Core;
using Grpc.Tests.Support;

namespace Grpc.Tests.Interop;

/// <summary>A client of @grpc/grpc-js against our server: one run of the script makes every kind of call.</summary>
public sealed class TheirClientTests
{
    private static readonly byte[] Bytes = [0, 1, 254, 255];

    private readonly Signal _cancelled = new();
    private readonly Signal _expired = new();

    [Fact]
    public async Task Every_kind_of_call_ends_as_it_should()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = UnaryAsync;
        server.Service.OnServerStream = ServerStreamAsync;
        await using var node = Node.Call(server.Address.Authority);
        using var document = JsonDocument.Parse(await node.ReadLineAsync());
        var results = document.RootElement;

        Assert.Equal(
            """{"head":"one","headBin":"0001feff","text":"hi 0001FEFF 07","size":0,"trailBin":"0001feff"}""", Of("unary"));
        Assert.Equal(
            """{"code":"FAILED_PRECONDITION","details":"größer\n100 %","binary":"0001feff","trailBin":""}""", Of("fail"));
        Assert.Equal("large", results.GetProperty("large").GetProperty("text").GetString());
        Assert.Equal(1_000_000, results.GetProperty("large").GetProperty("size").GetInt32());
        Assert.Equal("RESOURCE_EXHAUSTED", CodeOf("tooLarge"));
        Assert.Equal("DEADLINE_EXCEEDED", CodeOf("deadline"));
        Assert.Equal(Counts(100), Of("serverStream"));
        Assert.Equal("""{"counts":[0,1],"code":"ABORTED","details":"enough","binary":""}""", Of("streamFail"));
        Assert.Equal("CANCELLED", CodeOf("cancel"));
        Assert.Equal("""{"text":"abc","count":3}""", Of("clientStream"));
        Assert.Equal(Counts(2000), Of("duplex"));
        Assert.Equal("UNIMPLEMENTED", CodeOf("missing"));
        Assert.Equal("UNIMPLEMENTED", CodeOf("compressed"));
        await _expired.WaitAsync();
        await _cancelled.WaitAsync();

        string Of(string name) => results.GetProperty(name).GetRawText();
        string? CodeOf(string name) => results.GetProperty(name).GetProperty("code").GetString();
    }

    private static string Counts(int count) =>
        $$"""{"counts":[{{string.Join(',', Enumerable.Range(0, count))}}],"code":"OK","details":"","binary":""}""";

    private async Task<EchoResponse> UnaryAsync(EchoRequest request, ServerCallContext context)
    {
        switch (request.Text)
        {
            case "fail":
                throw new RpcException(new Status(StatusCode.FailedPrecondition, "größer\n100 %"), new Metadata { { "grpc-status-details-bin", Bytes } });
            case "hang":
                await context.CancellationToken.WhenFiredAsync();
                _expired.Set();
                break;
        }

        await context.WriteResponseHeadersAsync(new Metadata { { "head", "one" }, { "head-bin", Bytes } });
        context.ResponseTrailers.Add("trail-bin", Bytes);
        var seen = context.RequestHeaders.GetAll("data-bin").Select(entry => Convert.ToHexString(entry.ValueBytes));
        return new EchoResponse { Text = string.Join(' ', [request.Text, .. seen]), Data = request.Data };
    }

    private async Task ServerStreamAsync(EchoRequest request, IServerStreamWriter<EchoResponse> responses, ServerCallContext context)
    {
        for (var number = 0; number < request.Count; number++)
        {
            await responses.WriteAsync(new EchoResponse { Count = number });
        }

        switch (request.Text)
        {
            case "fail":
                throw new RpcException(new Status(StatusCode.Aborted, "enough"));
            case "hang":
                await context.CancellationToken.WhenFiredAsync();
                _cancelled.Set();
                break;
        }
    }
}
