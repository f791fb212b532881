namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedAssignmentByMessageTests() : AssignmentByMessageContract(new ShardedBackend());
