using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Interop;

/// <summary>Our client against a server of @grpc/grpc-js, written by others from the same specification.</summary>
public sealed class OurClientTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = [0, 1, 254, 255];

    private readonly Node _node = Node.Serve();
    private GrpcChannel? _channel;

    private Echo.EchoClient Client => new(_channel!);

    public async ValueTask InitializeAsync() => _channel = GrpcChannel.ForAddress($"http://127.0.0.1:{await _node.ReadLineAsync()}");

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task A_unary_call_goes_with_text_and_bytes_in_its_metadata()
    {
        using var call = Client.UnaryAsync(new EchoRequest { Text = "hi" }, new Metadata { { "data-bin", Bytes }, { "data-bin", [7] } });
        Assert.Equal("hi 0001feff 07", (await call).Text);
        Assert.Equal("one", (await call.ResponseHeadersAsync).GetValue("head"));
        Assert.Equal(Bytes, (await call.ResponseHeadersAsync).GetValueBytes("head-bin"));
        Assert.Equal("two", call.GetTrailers().GetValue("trail"));
        Assert.Equal(Bytes, call.GetTrailers().GetValueBytes("trail-bin"));
    }

    [Fact]
    public async Task A_large_message_comes_as_it_went()
    {
        var data = new byte[1_000_000];
        new Random(1).NextBytes(data);
        var response = await Client.UnaryAsync(new EchoRequest { Data = ByteString.CopyFrom(data) });
        Assert.Equal(data, response.Data.Span);
    }

    [Fact]
    public async Task A_failure_comes_with_its_word_and_details()
    {
        var exception = await Statuses.AssertFailsAsync(StatusCode.FailedPrecondition, Client.UnaryAsync(new EchoRequest { Text = "fail" }));
        Assert.Equal("größer\n100 %", exception.Status.Detail);
        Assert.Equal(Bytes, exception.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("later", exception.Trailers.GetValue("hint"));
    }

    [Fact]
    public async Task A_message_too_large_for_the_server_is_RESOURCE_EXHAUSTED()
    {
        var request = new EchoRequest { Data = ByteString.CopyFrom(new byte[5_000_000]) };
        await Statuses.AssertFailsAsync(StatusCode.ResourceExhausted, Client.UnaryAsync(request));
    }

    [Fact]
    public async Task A_deadline_passes() => await Statuses.AssertFailsAsync(
        StatusCode.DeadlineExceeded,
        Client.UnaryAsync(new EchoRequest { Text = "hang" }, deadline: DateTime.UtcNow.AddMilliseconds(200)));

    [Fact]
    public async Task A_method_that_is_not_there_is_UNIMPLEMENTED() => await Statuses.AssertFailsAsync(
        StatusCode.Unimplemented, new Extra.ExtraClient(_channel).UnaryAsync(new EchoRequest()));

    [Fact]
    public async Task A_stream_of_responses_comes_in_order()
    {
        using var call = Client.ServerStream(new EchoRequest { Count = 100 });
        Assert.Equal(Enumerable.Range(0, 100), (await call.ResponseStream.ReadAsync()).Select(response => response.Count));
    }

    [Fact]
    public async Task A_failure_follows_messages()
    {
        using var call = Client.ServerStream(new EchoRequest { Count = 2, Text = "fail" });
        await call.ResponseStream.NextAsync();
        await call.ResponseStream.NextAsync();
        var exception = await Statuses.AssertFailsAsync(StatusCode.Aborted, () => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("enough", exception.Status.Detail);
    }

    [Fact]
    public async Task A_stream_of_requests_is_answered_once()
    {
        using var call = Client.ClientStream();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "a" });
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "b" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(new EchoResponse { Text = "ab", Count = 2 }, await call);
    }

    [Fact]
    public async Task Thousands_of_messages_go_both_ways()
    {
        const int Count = 5000;
        using var call = Client.Duplex();
        var reading = call.ResponseStream.ReadAsync();
        for (var number = 0; number < Count; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Count = number, Text = new string('x', number % 700) });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(Enumerable.Range(0, Count), (await reading).Select(response => response.Count));
    }

    [Fact]
    public async Task The_server_hears_of_a_cancellation()
    {
        using var call = Client.Duplex();
        await call.RequestStream.WriteAsync(new EchoRequest());
        await call.ResponseStream.NextAsync();
        call.Dispose();
        Assert.Equal("cancelled", await _node.ReadLineAsync());
        await Statuses.AssertFailsAsync(StatusCode.Cancelled, () => call.ResponseStream.MoveNext(CancellationToken.None));
    }
}
