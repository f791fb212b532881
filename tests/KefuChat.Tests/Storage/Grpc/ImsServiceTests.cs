using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using KefuChat.Cluster;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.EndToEnd;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>What ims.proto promises, as a caller that is not ours sees it.</summary>
public sealed class ImsServiceTests : GrpcStoreTest
{
    public static TheoryData<string, string> Malformed => new()
    {
        { """{ "id": 2 }""", "a message is missing" },
        { """{ "id": 2, "message": { "command": 99, "uuid": "u" } }""", "99 is no message's command" },
        { """{ "id": 2, "message": { "command": 24, "uuid": "u" } }""", "a user is missing" },
        { """{ "id": 2, "message": { "command": 24, "uuid": "u" }, "sender": { "appId": 7 } }""", "7/0 is no user" },
        { """{ "id": 2, "message": { "command": 24, "uuid": "u" }, "sender": { "appId": 7, "uid": 1 } }""", "a user is missing" },
        {
            """{ "id": 2, "message": { "command": 24 }, "sender": { "appId": 7, "uid": 1 }, "receiver": { "appId": 1, "uid": 9 } }""",
            "a save has neither message.uuid nor dedupe_id"
        },
    };

    [Fact]
    public async Task The_first_word_is_the_stores_name()
    {
        using var call = (await ClientAsync(Queues, "the store")).Save();

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal("the store", call.ResponseStream.Current.Opened.StoreId);
        Assert.Empty(call.ResponseStream.Current.Answers);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_save_ends_the_call_behind_the_answers_to_those_before(string malformed, string reason)
    {
        using var call = (await ClientAsync(Queues)).Save();
        var good = Save(1, "a");
        await call.RequestStream.WriteAsync(new Wire.SaveBatch { Saves = { good, Wire.Save.Parser.ParseJson(malformed), Save(3, "c") } });

        var answers = new List<Wire.SaveAnswer>();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(call, answers));

        Assert.Equal((StatusCode.InvalidArgument, reason), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal((1UL, Wire.SaveStatus.Stored), (Assert.Single(answers).Id, answers[0].Status));
        Assert.Equal([1], await Queues.LatestKeysAsync([Chat.Seller]));
    }

    [Fact]
    public async Task A_call_whose_caller_has_sent_all_ends_behind_the_last_answer()
    {
        var held = new HeldStore(Queues).Hold();
        using var call = (await ClientAsync(held)).Save();
        await call.RequestStream.WriteAsync(new Wire.SaveBatch { Saves = { Save(8, "a"), Save(9, "b") } });
        await call.RequestStream.CompleteAsync();
        await held.ArrivedAsync(2);
        held.Release();

        var answers = new List<Wire.SaveAnswer>();
        await ReadAsync(call, answers).SoonAsync();

        Assert.Equal([8UL, 9UL], answers.Select(answer => answer.Id));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task What_was_read_of_a_caller_that_is_gone_is_stored()
    {
        var held = new HeldStore(Queues).Hold();
        var host = await HostAsync(held);
        using (var channel = ImsHost.Connect(host.Address))
        using (var call = new Wire.Ims.ImsClient(channel).Save())
        {
            await call.RequestStream.WriteAsync(new Wire.SaveBatch { Saves = { Save(1, "a"), Save(2, "b") } });
            await held.ArrivedAsync(2);
        }

        held.Release();
        await host.StopAsync().SoonAsync();

        Assert.Equal([2], await Queues.LatestKeysAsync([Chat.Seller]));
    }

    [Fact]
    public async Task A_caller_that_has_too_much_unanswered_is_read_no_further()
    {
        const int Batch = 512;
        const int Count = SaveSession.MostUnanswered * 2 / Batch;
        var held = new HeldStore(new FailingStore()).Hold();
        var host = await HostAsync(held);
        using var call = Client(host).Save();
        var sending = Task.Run(async () =>
        {
            for (var batch = 0; batch < Count; batch++)
            {
                await call.RequestStream.WriteAsync(new Wire.SaveBatch
                {
                    Saves = { Enumerable.Range(1, Batch).Select(i => Save((ulong)((batch * Batch) + i), "a")) },
                });
            }

            await call.RequestStream.CompleteAsync();
        });
        await held.ArrivedAsync(SaveSession.MostUnanswered);

        // Whoever asks on another connection is answered; what the node has of this one's it takes no further meanwhile.
        var other = Client(host);
        for (var i = 0; i < 10; i++)
        {
            await other.LatestKeysAsync(new Wire.LatestKeysRequest()).ResponseAsync.SoonAsync();
        }

        Assert.InRange(held.Requests.Count, SaveSession.MostUnanswered, SaveSession.MostUnanswered + Batch);
        held.Release();
        var answers = new List<Wire.SaveAnswer>();
        await ReadAsync(call, answers).SoonAsync();
        await sending.SoonAsync();
        Assert.Equal(Batch * Count, answers.Count);
    }

    [Fact]
    public async Task A_store_that_throws_is_told_as_unavailable_and_logged()
    {
        var log = new EventLog<ImsService>();
        var host = Own(await ImsHost.StartAsync(new FailingStore { Throws = true }, logger: log));
        using var channel = ImsHost.Connect(host.Address);
        using var call = new Wire.Ims.ImsClient(channel).Save();
        await call.RequestStream.WriteAsync(new Wire.SaveBatch { Saves = { Save(1, "a") } });
        await call.RequestStream.CompleteAsync();

        var answers = new List<Wire.SaveAnswer>();
        await ReadAsync(call, answers).SoonAsync();

        Assert.Equal(Wire.SaveStatus.Unavailable, Assert.Single(answers).Status);
        Assert.Equal(1, log.Count(1201));
    }

    [Fact]
    public async Task A_store_that_cannot_answer_is_UNAVAILABLE()
    {
        var client = await ClientAsync(new FailingStore { FailsReads = true });
        var user = Chat.Seller.ToWire();

        await RefusesAsync(StatusCode.Unavailable, async () => await client.SyncAsync(new Wire.SyncRequest { User = user, Limit = 1 }));
        await RefusesAsync(StatusCode.Unavailable, async () => await client.RaiseSyncKeyAsync(new Wire.RaiseSyncKeyRequest { User = user }));
        await RefusesAsync(StatusCode.Unavailable, async () => await client.ProbeAsync(new Wire.ProbeRequest()));
    }

    [Fact]
    public async Task A_call_that_makes_no_sense_is_INVALID_ARGUMENT()
    {
        var client = await ClientAsync(Queues);
        var user = Chat.Seller.ToWire();

        await RefusesAsync(StatusCode.InvalidArgument, async () => await client.SyncAsync(new Wire.SyncRequest { User = user }));
        await RefusesAsync(StatusCode.InvalidArgument, async () => await client.SyncAsync(new Wire.SyncRequest { Limit = 1 }));
    }

    [Fact]
    public async Task A_saves_trace_travels_with_it()
    {
        var held = new HeldStore(Queues);
        var store = Open(await NodeAsync(held));
        var trace = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "a=b", isRemote: true);

        await store.SaveAsync(Chat.FromCustomer("1") with { Trace = new TraceParent(trace) }).SoonAsync();
        await store.SaveAsync(Chat.FromCustomer("2")).SoonAsync();

        Assert.Equal([trace, null], held.Requests.Select(request => request.Trace?.Context));
    }

    private static Wire.Save Save(ulong id, string uuid)
    {
        var save = Chat.FromCustomer("hello", uuid).ToWire();
        save.Id = id;
        return save;
    }

    private static async Task ReadAsync(AsyncDuplexStreamingCall<Wire.SaveBatch, Wire.SaveAnswers> call, List<Wire.SaveAnswer> answers)
    {
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            answers.AddRange(call.ResponseStream.Current.Answers);
        }
    }

    private static async Task RefusesAsync(StatusCode status, Func<Task> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);

    private async Task<Wire.Ims.ImsClient> ClientAsync(IMessageStore store, string storeId = "s") => Client(await HostAsync(store, storeId));

    private Wire.Ims.ImsClient Client(ImsHost host) => new(Own(new OwnedChannel(ImsHost.Connect(host.Address))).Channel);

    private sealed class OwnedChannel(GrpcChannel channel) : IAsyncDisposable
    {
        public GrpcChannel Channel => channel;

        public ValueTask DisposeAsync()
        {
            channel.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
