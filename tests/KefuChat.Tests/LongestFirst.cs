using KefuChat.Tests;
using KefuChat.Tests.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace KefuChat.Tests;

/// <summary>
/// What takes longest, and mostly waits, begins first: the browser's tests, one after the other, then those that start
/// processes. Else a run often ends with minutes in which one of them runs alone.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => [.. testCollections.OrderBy(collection => RankOf(collection.TestCollectionDisplayName))];

    private static int RankOf(string name) => name switch
    {
        BrowserSuite.Name => 0,
        _ when name.Contains(".Processes.", StringComparison.Ordinal) => 1,
        _ => 2,
    };
}
