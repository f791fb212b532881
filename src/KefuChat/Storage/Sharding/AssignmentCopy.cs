using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Sharding;

/// <summary>An assignment as its customer's shard tells it to the others.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="IsUsed">Whether a message was ever stored in it.</param>
internal sealed record AssignmentCopy(Assignment Assignment, bool IsUsed);
