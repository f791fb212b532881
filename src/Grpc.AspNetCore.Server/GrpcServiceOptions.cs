using Grpc.Core.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>Limits and interceptors of all services.</summary>
public class GrpcServiceOptions
{
    /// <summary>The most bytes of one sent message; null, the default, is no limit. Beyond it a call fails with RESOURCE_EXHAUSTED.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The most bytes of one received message, 4 MiB by default; null is no limit. Beyond it a call fails with RESOURCE_EXHAUSTED.</summary>
    public int? MaxReceiveMessageSize { get; set; } = Framing.DefaultMaxReceiveMessageSize;

    /// <summary>Whether callers are told the message of an exception that no handler meant for them. Not by default.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Stand between calls and their handlers; the first is met first.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
