using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>What is logged about calls.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1, LogLevel.Error, "The handler of {Method} threw an exception.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(2, LogLevel.Debug, "{Method} ended with {Code}: {Detail}")]
    public static partial void Refused(ILogger logger, string method, StatusCode code, string detail);

    [LoggerMessage(3, LogLevel.Debug, "The caller of {Method} went away.")]
    public static partial void CallerGone(ILogger logger, string method);
}
