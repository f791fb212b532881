using System.Globalization;
using KefuChat.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace KefuChat.Http.Problems;

/// <summary>Answers what is no fault of the program's with a problem document; everything else is a 500, and logged.</summary>
internal sealed class ApiExceptionHandler : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            ProblemException known => known,
            BadHttpRequestException bad => BadRequests.Explain(bad),
            StorageUnavailableException => new ProblemException(
                StatusCodes.Status503ServiceUnavailable, "Storage cannot answer now; the same call may succeed later.")
            { RetryAfterSeconds = 2 },
            _ => null,
        };
        if (problem is null)
        {
            return false;
        }

        if (problem.RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await ResultOf(problem).ExecuteAsync(httpContext);
        return true;
    }

    private static IResult ResultOf(ProblemException problem) => problem.Errors is { } errors
        ? Results.ValidationProblem(errors, problem.Message, statusCode: problem.Status)
        : Results.Problem(problem.Message, statusCode: problem.Status);
}
