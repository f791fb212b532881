namespace KefuChat.Tests.EndToEnd;

public sealed class ClusterTests() : ClusterContract();
