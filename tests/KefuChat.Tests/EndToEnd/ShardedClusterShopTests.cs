namespace KefuChat.Tests.EndToEnd;

/// <summary>The customer and both sellers live in different groups.</summary>
public sealed class ShardedClusterShopTests() : ClusterShopContract("one", "two", "three");
