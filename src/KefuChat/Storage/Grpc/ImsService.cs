using Grpc.Core;
using KefuChat.Cluster;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>ims.proto over a store: what gateways call in a process that plays <c>ims</c>.</summary>
/// <param name="store">The store.</param>
/// <param name="identity">Which store it is.</param>
/// <param name="lifetime">When the process stops, streams end, with what was read answered.</param>
/// <param name="logger">Hears of a store that throws.</param>
internal sealed class ImsService(
    IMessageStore store, IStoreIdentity identity, IHostApplicationLifetime lifetime, ILogger<ImsService> logger) : Wire.Ims.ImsBase
{
    /// <summary>
    /// The most messages of one answer: with all else that may be in them, some 2 MB beside
    /// <see cref="SyncPage.ContentBytes"/> of content, so that it stays under gRPC's 4 MB.
    /// </summary>
    public const int MessagesAtOnce = 4096;

    /// <inheritdoc/>
    public override async Task Save(
        IAsyncStreamReader<Wire.SaveBatch> requestStream, IServerStreamWriter<Wire.SaveAnswers> responseStream, ServerCallContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "the node stops"));
        }

        await responseStream.WriteAsync(new Wire.SaveAnswers { Opened = new Wire.Opened { StoreId = identity.Id } });
        try
        {
            await new SaveSession(store, responseStream, logger).RunAsync(requestStream, lifetime.ApplicationStopping);
        }
        catch (InvalidDataException e)
        {
            throw ServiceAnswer.Malformed(e);
        }
        catch (Exception e) when (context.CancellationToken.IsCancellationRequested || e is IOException)
        {
            // The caller is gone, and nobody waits for a status.
        }
    }

    /// <inheritdoc/>
    public override Task<Wire.SyncPage> Sync(Wire.SyncRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        (await store.SyncAsync(request.User.FromWire(), request.AfterKey, ServiceAnswer.Limit(request.Limit))).ToWire());

    /// <inheritdoc/>
    public override Task<Wire.GetSyncKeyAnswer> GetSyncKey(Wire.GetSyncKeyRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        var user = request.User.FromWire();
        var key = request.HasDeviceId ? await store.GetSyncKeyAsync(user, request.DeviceId) : await store.GetHighestSyncKeyAsync(user);
        var answer = new Wire.GetSyncKeyAnswer();
        if (key is { } known)
        {
            answer.SyncKey = known;
        }

        return answer;
    });

    /// <inheritdoc/>
    public override Task<Wire.RaiseSyncKeyAnswer> RaiseSyncKey(Wire.RaiseSyncKeyRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        await store.RaiseSyncKeyAsync(request.User.FromWire(), request.DeviceId, request.SyncKey);
        return new Wire.RaiseSyncKeyAnswer();
    });

    /// <inheritdoc/>
    public override Task<Wire.LatestKeysAnswer> LatestKeys(Wire.LatestKeysRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
        new Wire.LatestKeysAnswer { SyncKeys = { await store.LatestKeysAsync([.. request.Users.Select(WireMapping.FromWire)]) } });

    /// <inheritdoc/>
    public override Task<Wire.ProbeAnswer> Probe(Wire.ProbeRequest request, ServerCallContext context) => ServiceAnswer.AnswerAsync(async () =>
    {
        await store.ProbeAsync();
        return new Wire.ProbeAnswer();
    });
}
