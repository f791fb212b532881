using KefuChat.Tests;
using KefuChat.Tests.Browser;
using KefuChat.Tests.Processes;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace KefuChat.Tests;

/// <summary>
/// The two long rows begin first: the browser's tests, one after the other, and likewise those that start processes. Else a
/// run often ends with a minute or two in which one of them runs alone.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection => [.. testCollections.OrderBy(collection => RankOf(collection.TestCollectionDisplayName))];

    private static int RankOf(string name) => name switch
    {
        BrowserSuite.Name => 0,
        ProcessTest.OneAfterTheOther => 1,
        _ => 2,
    };
}
