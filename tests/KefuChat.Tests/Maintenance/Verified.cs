using KefuChat.Maintenance.Verification;

namespace KefuChat.Tests.Maintenance;

/// <summary>What <c>KefuChat verify</c> finds in a store.</summary>
internal static class Verified
{
    /// <summary>Only the checks that found something.</summary>
    public static List<CheckResult> Wrong(string path)
    {
        using var verification = new StoreVerification(path);
        return [.. verification.Check().Where(result => result.Count > 0)];
    }

    /// <summary>A line for each violation of a store.</summary>
    public static string Text(string path) =>
        string.Join("\n", Wrong(path).Select(result => $"{result.Promise}: {string.Join("; ", result.First)}"));
}
