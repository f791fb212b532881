using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>How streams gather, wait and end.</summary>
public sealed class StreamTests
{
    private static readonly WriteOptions Hint = new(WriteFlags.BufferHint);

    [Fact]
    public async Task Requests_gather_until_one_is_written_without_the_hint()
    {
        using var handler = new RecordingHandler();
        using var channel = GrpcChannel.ForAddress("http://recorded", new GrpcChannelOptions { HttpHandler = handler });
        using var call = new Echo.EchoClient(channel).Duplex(new CallOptions(writeOptions: Hint));
        await call.RequestStream.WriteAsync(new EchoRequest { Count = 1 });
        await call.RequestStream.WriteAsync(new EchoRequest { Count = 2 });
        Assert.Empty(handler.Writes);

        call.RequestStream.WriteOptions = null;
        await call.RequestStream.WriteAsync(new EchoRequest { Count = 3 });
        Assert.Equal(
            [.. Frames.Of(new EchoRequest { Count = 1 }), .. Frames.Of(new EchoRequest { Count = 2 }), .. Frames.Of(new EchoRequest { Count = 3 })],
            Assert.Single(handler.Writes));
    }

    [Fact]
    public async Task What_has_gathered_goes_with_the_end_of_the_requests()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Connect().ClientStream(new CallOptions(writeOptions: Hint));
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "a" });
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "b" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal("ab", (await call).Text);
    }

    [Fact]
    public async Task Gathering_has_an_end_though_more_is_announced()
    {
        using var handler = new RecordingHandler();
        using var channel = GrpcChannel.ForAddress("http://recorded", new GrpcChannelOptions { HttpHandler = handler });
        using var call = new Echo.EchoClient(channel).Duplex(new CallOptions(writeOptions: Hint));
        for (var number = 0; number < 70; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = new string('x', 1000) });
        }

        Assert.InRange(handler.Writes.Sum(write => write.Length), 64 * 1024, 70 * 1024);
    }

    [Fact]
    public async Task Responses_gather_until_one_is_written_without_the_hint()
    {
        var started = new List<bool>();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, context) =>
        {
            responses.WriteOptions = Hint;
            Assert.Same(Hint, context.WriteOptions);
            await responses.WriteAsync(new EchoResponse { Count = 1 });
            started.Add(context.GetHttpContext().Response.HasStarted);
            responses.WriteOptions = WriteOptions.Default;
            await responses.WriteAsync(new EchoResponse { Count = 2 });
            started.Add(context.GetHttpContext().Response.HasStarted);
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        Assert.Equal([1, 2], (await call.ResponseStream.ReadAsync()).Select(response => response.Count));
        Assert.Equal([false, true], started);
    }

    [Fact]
    public async Task Gathered_responses_go_at_the_latest_with_the_end_of_the_call()
    {
        var started = new List<bool>();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, context) =>
        {
            responses.WriteOptions = Hint;
            for (var number = 0; number < 70; number++)
            {
                await responses.WriteAsync(new EchoResponse { Text = new string('x', 1000) });
                started.Add(context.GetHttpContext().Response.HasStarted);
            }
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        Assert.Equal(70, (await call.ResponseStream.ReadAsync()).Count);
        Assert.False(started[0]);
        Assert.True(started[^1]);
    }

    [Fact]
    public async Task A_message_that_has_come_is_there_at_once()
    {
        const int Count = 10;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, _) =>
        {
            for (var number = 0; number < Count; number++)
            {
                responses.WriteOptions = number < Count - 1 ? Hint : null;
                await responses.WriteAsync(new EchoResponse { Count = number });
            }
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        await call.ResponseStream.NextAsync();
        for (var number = 1; number < Count; number++)
        {
            var next = call.ResponseStream.MoveNext(CancellationToken.None);
            Assert.True(next.IsCompletedSuccessfully);
            Assert.Equal(number, call.ResponseStream.Current.Count);
        }
    }

    [Fact]
    public async Task A_writer_waits_for_a_reader_that_does_not_read()
    {
        var goOn = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, _) =>
        {
            await goOn.WaitAsync();
            while (await requests.MoveNext(CancellationToken.None))
            {
                await responses.WriteAsync(new EchoResponse { Count = requests.Current.Text.Length });
            }
        };
        using var call = server.Connect().Duplex();
        var write = call.RequestStream.WriteAsync(new EchoRequest { Text = Flow.MoreThanBuffersHold });
        Assert.False(write.IsCompleted);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
        await Assert.ThrowsAsync<InvalidOperationException>(call.RequestStream.CompleteAsync);
        goOn.Set();
        await write;
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Flow.MoreThanBuffersHold.Length, Assert.Single(await call.ResponseStream.ReadAsync()).Count);
    }

    [Fact]
    public async Task A_handler_waits_for_a_caller_that_does_not_read()
    {
        var waiting = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnServerStream = async (_, responses, _) =>
        {
            var write = responses.WriteAsync(new EchoResponse { Text = Flow.MoreThanBuffersHold });
            Assert.False(write.IsCompleted);
            await Assert.ThrowsAsync<InvalidOperationException>(() => responses.WriteAsync(new EchoResponse()));
            waiting.Set();
            await write;
        };
        using var call = server.Connect().ServerStream(new EchoRequest());
        await waiting.WaitAsync();
        Assert.Equal(Flow.MoreThanBuffersHold, Assert.Single(await call.ResponseStream.ReadAsync()).Text);
    }

    [Fact]
    public async Task Nothing_is_written_after_the_end_of_the_requests()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Connect().Duplex();
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.Empty(await call.ResponseStream.ReadAsync());
    }

    [Fact]
    public async Task Nothing_is_written_after_the_end_of_the_call()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = (_, _, _) => Task.CompletedTask;
        using var call = server.Connect().Duplex();
        Assert.Empty(await call.ResponseStream.ReadAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
    }

    [Fact]
    public async Task A_write_that_waits_ends_with_the_call()
    {
        var begun = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (_, _, _) =>
        {
            await begun.WaitAsync();
            throw new RpcException(new Status(StatusCode.PermissionDenied, "enough"));
        };
        using var call = server.Connect().Duplex();
        var write = call.RequestStream.WriteAsync(new EchoRequest { Text = Flow.MoreThanBuffersHold });
        begun.Set();
        await Statuses.AssertFailsAsync(StatusCode.PermissionDenied, () => call.ResponseStream.ReadAsync());
        await Assert.ThrowsAsync<RpcException>(() => write);
    }

    [Fact]
    public async Task A_server_may_end_the_call_while_it_has_responses_for_a_caller_that_writes()
    {
        var begun = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (_, responses, _) =>
        {
            await begun.WaitAsync();
            await responses.WriteAsync(new EchoResponse { Count = 1 });
        };
        using var call = server.Connect().Duplex();
        var write = call.RequestStream.WriteAsync(new EchoRequest { Text = Flow.MoreThanBuffersHold });
        begun.Set();

        // The responses are not read: all the writer can be told is that there is no use in writing.
        await Statuses.AssertFailsAsync(StatusCode.Unknown, () => write);
        Assert.Equal(1, Assert.Single(await call.ResponseStream.ReadAsync()).Count);
    }

    [Fact]
    public async Task A_handler_that_has_returned_reads_and_writes_no_more()
    {
        IAsyncStreamReader<EchoRequest>? reader = null;
        IServerStreamWriter<EchoResponse>? writer = null;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = (requests, responses, _) =>
        {
            (reader, writer) = (requests, responses);
            return Task.CompletedTask;
        };
        using var call = server.Connect().Duplex();
        Assert.Empty(await call.ResponseStream.ReadAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader!.MoveNext(CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer!.WriteAsync(new EchoResponse()));
    }

    [Fact]
    public async Task There_is_no_current_message_before_the_first_and_after_the_last()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, _, _) =>
        {
            Assert.Throws<InvalidOperationException>(() => requests.Current);
            Assert.False(await requests.MoveNext(CancellationToken.None));
            Assert.Throws<InvalidOperationException>(() => requests.Current);
        };
        using var call = server.Connect().Duplex();
        Assert.Throws<InvalidOperationException>(() => call.ResponseStream.Current);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Throws<InvalidOperationException>(() => call.ResponseStream.Current);
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    /// <summary>The ways in which a marshaller may write: all at once, or piece by piece without saying how much.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 100_000)]
    [InlineData(true, 0)]
    [InlineData(true, 100)]
    [InlineData(true, 100_000)]
    public async Task A_message_may_be_serialized_in_any_way(bool inPieces, int size)
    {
        var request = new EchoRequest { Text = new string('x', size) };
        var marshaller = Marshallers.Create<EchoRequest>(inPieces ? WriteInPieces : WriteAtOnce, _ => new EchoRequest());
        var method = new Method<EchoRequest, EchoResponse>(
            MethodType.Unary,
            "grpc.tests.Echo",
            "Unary",
            marshaller,
            Marshallers.Create(response => response.ToByteArray(), EchoResponse.Parser.ParseFrom));
        await using var server = await EchoServer.StartAsync();
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, request);
        Assert.Equal(request.Text, (await call).Text);
    }

    [Fact]
    public async Task A_serializer_that_does_not_complete_is_found_out()
    {
        var method = new Method<string, EchoResponse>(
            MethodType.Unary,
            "grpc.tests.Echo",
            "Unary",
            Marshallers.Create<string>(
                (_, context) =>
                {
                    context.SetPayloadLength(2);
                    context.GetBufferWriter().Advance(1);
                    context.Complete();
                },
                _ => ""),
            Marshallers.Create(response => response.ToByteArray(), EchoResponse.Parser.ParseFrom));
        await using var server = await EchoServer.StartAsync();
        using var call = server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "");
        var exception = await Statuses.AssertFailsAsync(StatusCode.Internal, call);
        Assert.IsType<InvalidOperationException>(exception.Status.DebugException);
    }

    private static void WriteAtOnce(EchoRequest message, SerializationContext context) => context.Complete(message.ToByteArray());

    private static void WriteInPieces(EchoRequest message, SerializationContext context)
    {
        var writer = context.GetBufferWriter();
        foreach (var octet in message.ToByteArray())
        {
            writer.GetMemory(1).Span[0] = octet;
            writer.Advance(1);
        }

        context.Complete();
    }
}
