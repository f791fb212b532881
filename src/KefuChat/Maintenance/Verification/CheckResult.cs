namespace KefuChat.Maintenance.Verification;

/// <summary>What came of a check.</summary>
/// <param name="Promise">What should be true.</param>
/// <param name="Count">How often it is not; at least, when the check could not be ended.</param>
/// <param name="First">The first of these, as sentences.</param>
internal sealed record CheckResult(string Promise, long Count, IReadOnlyList<string> First)
{
    /// <summary>The most violations of a check that are named.</summary>
    public const int MostNamed = 20;
}
