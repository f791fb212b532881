namespace KefuChat.Http.Problems;

/// <summary>Gathers what is wrong with a request, so that all of it is said at once.</summary>
internal sealed class Errors
{
    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>Notes a field that is wrong.</summary>
    /// <param name="condition">Whether it is right.</param>
    /// <param name="field">The field, or the path to it: <c>hours.time_zone</c>, <c>sellers[2]</c>.</param>
    /// <param name="what">What it may be: "is 1 to 100".</param>
    /// <returns>The condition.</returns>
    public bool Require(bool condition, string field, string what)
    {
        if (!condition)
        {
            _errors[field] = _errors.TryGetValue(field, out var others) ? [.. others, what] : [what];
        }

        return condition;
    }

    /// <summary>Ends the call when anything is wrong.</summary>
    /// <exception cref="ProblemException">400, with all that is.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw ProblemException.BadFields(_errors);
        }
    }
}
