using Kefu.Imr.V1;
using KefuChat.Cluster;
using User = KefuChat.Protocol.User;

namespace KefuChat.Routing.Grpc;

/// <summary>Who of some users is connected, asked of one node.</summary>
/// <param name="Id">The answer bears it.</param>
/// <param name="Users">Whom it is about.</param>
internal sealed record PresenceQuestion(ulong Id, IReadOnlyList<User> Users)
{
    private readonly TaskCompletionSource<IReadOnlyList<bool>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer, in the order asked; everybody is absent when none can come any more.</summary>
    public Task<IReadOnlyList<bool>> Answer => _answer.Task;

    /// <summary>The node has answered.</summary>
    public void SetAnswer(IReadOnlyList<bool> present)
    {
        if (present.Count != Users.Count)
        {
            GiveUp();
            throw new InvalidDataException($"the presence of {Users.Count} users was asked, and that of {present.Count} answered");
        }

        _answer.TrySetResult(present);
    }

    /// <summary>The node will not answer.</summary>
    public void GiveUp() => _answer.TrySetResult(new bool[Users.Count]);

    /// <summary>The wire's form.</summary>
    public PresenceQuery ToWire()
    {
        var query = new PresenceQuery { Id = Id };
        query.Users.AddRange(Users.Select(user => user.ToWire()));
        return query;
    }
}
