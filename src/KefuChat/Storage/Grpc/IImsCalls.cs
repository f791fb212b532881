using Grpc.Core;
using KefuChat.Protocol;

namespace KefuChat.Storage.Grpc;

/// <summary>Asks nodes over one store: all that is asked this way may be asked twice.</summary>
internal interface IImsCalls
{
    /// <summary>Asks for one message.</summary>
    /// <param name="user">Whom it concerns.</param>
    /// <param name="call">Asks one node.</param>
    /// <exception cref="StorageUnavailableException">There is no answer now.</exception>
    Task<T> AskAsync<T>(User user, Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call);
}
