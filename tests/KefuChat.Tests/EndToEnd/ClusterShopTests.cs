namespace KefuChat.Tests.EndToEnd;

public sealed class ClusterShopTests() : ClusterShopContract();
