namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedAssignmentChangeTests() : AssignmentChangeContract(new ShardedBackend());
