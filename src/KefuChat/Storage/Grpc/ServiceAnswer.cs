using Grpc.Core;

namespace KefuChat.Storage.Grpc;

/// <summary>How the services over a store answer: what went wrong, as the statuses of ims.proto.</summary>
internal static class ServiceAnswer
{
    /// <summary>The answer, or the status that tells why there is none.</summary>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (InvalidDataException e)
        {
            throw Malformed(e);
        }
        catch (StorageUnavailableException e)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, e.Message));
        }
    }

    /// <summary>What was asked makes no sense.</summary>
    public static RpcException Malformed(InvalidDataException cause) => new(new Status(StatusCode.InvalidArgument, cause.Message));

    /// <summary>The most items of an answer: what was asked for, and no more than fit into a gRPC message.</summary>
    /// <exception cref="InvalidDataException">Fewer than one were asked for.</exception>
    public static int Limit(int limit) => limit >= 1
        ? Math.Min(limit, ImsService.MessagesAtOnce)
        : throw new InvalidDataException($"limit is {limit}; it is at least 1");
}
