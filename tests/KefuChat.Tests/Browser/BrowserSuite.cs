namespace KefuChat.Tests.Browser;

/// <summary>
/// What runs in a browser, or takes as much of the machine: one after the other, so that none waits long for its turn.
/// </summary>
[CollectionDefinition(Name)]
public sealed class BrowserSuite : ICollectionFixture<Chromium>
{
    /// <summary>For the attribute of the classes in it.</summary>
    public const string Name = "Browser";
}
