using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;

namespace KefuChat.Tests.Support;

/// <summary>Assignments that cannot be read now.</summary>
internal sealed class FailingAssignmentStore : IAssignmentStore
{
    private static readonly StorageUnavailableException Failure = new("the disk is gone");

    public Task<AssignmentUpdate> ClaimAsync(ClaimRequest request) => throw Failure;

    public Task<AssignmentUpdate> ChangeAsync(AssignmentChange change) => throw Failure;

    public ValueTask<Assignment?> GetAsync(long storeId, User customer) => throw Failure;

    public Task<int> ForgetUnusedAsync(long claimedBeforeMs) => throw Failure;
}
