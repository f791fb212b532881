namespace KefuChat.Tests.Protocol.Support;

/// <summary>An enum as a table, to be compared with the specification's.</summary>
internal static class Numbers
{
    public static SortedDictionary<int, string> Of<T>()
        where T : struct, Enum =>
        new(Enum.GetNames<T>().ToDictionary(name => Convert.ToInt32(Enum.Parse<T>(name), null)));
}
