using Grpc.Core;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>A node that opens streams and answers what nobody asked.</summary>
internal sealed class ConfusedIms : Wire.Ims.ImsBase
{
    public override async Task Save(
        IAsyncStreamReader<Wire.SaveBatch> requestStream, IServerStreamWriter<Wire.SaveAnswers> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new Wire.SaveAnswers { Opened = new Wire.Opened { StoreId = "s" } });
        await requestStream.MoveNext(context.CancellationToken);
        await responseStream.WriteAsync(new Wire.SaveAnswers { Answers = { new Wire.SaveAnswer { Id = 1_000_000 } } });
        await requestStream.MoveNext(context.CancellationToken);
    }
}
