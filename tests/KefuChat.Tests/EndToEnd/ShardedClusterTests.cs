namespace KefuChat.Tests.EndToEnd;

/// <summary>Customer and seller live in different groups.</summary>
public sealed class ShardedClusterTests() : ClusterContract("one", "two", "three");
