using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>What the calls of a service have in common; fixed when it is mapped.</summary>
internal sealed class ServerCallOptions(GrpcServiceOptions options, ILogger logger)
{
    public int? MaxSendMessageSize { get; } = options.MaxSendMessageSize;

    public int? MaxReceiveMessageSize { get; } = options.MaxReceiveMessageSize;

    public bool DetailedErrors { get; } = options.EnableDetailedErrors ?? false;

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; } = [.. options.Interceptors];

    public ILogger Logger { get; } = logger;
}
