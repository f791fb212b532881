namespace KefuChat.Http.Problems;

/// <summary>Why an API call is not done; thrown where that is found, answered as a problem document (RFC 9457).</summary>
/// <param name="status">The status of the answer, 400 to 599.</param>
/// <param name="detail">What to tell the caller.</param>
internal sealed class ProblemException(int status, string detail) : Exception(detail)
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>For each field of the request that is wrong, what it may be; null when it is not about fields.</summary>
    public IDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Seconds after which the call may succeed; null where that is not known.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>404: what is asked for is not there, or not the caller's, and nobody is told which.</summary>
    /// <param name="what">As in "store".</param>
    public static ProblemException NotFound(string what) => new(StatusCodes.Status404NotFound, $"There is no such {what}.");

    /// <summary>400: a field of the request is wrong.</summary>
    /// <param name="field">The field, or the path to it, as the caller spells it.</param>
    /// <param name="what">What it may be: "is 1 to 100".</param>
    public static ProblemException BadField(string field, string what) => BadFields(new Dictionary<string, string[]> { [field] = [what] });

    /// <summary>400: fields of the request are wrong.</summary>
    /// <param name="errors">For each of them what it may be.</param>
    public static ProblemException BadFields(IDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "The request is not valid: see errors.") { Errors = errors };
}
