using KefuChat.Cluster;
using User = KefuChat.Protocol.User;

namespace KefuChat.Routing.Grpc;

/// <summary>Asks each node about its own users who is connected anywhere, and puts the answers together.</summary>
internal static class PresenceSurvey
{
    /// <summary>How long the nodes may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>The most users of one question.</summary>
    private const int MaxUsers = 1000;

    /// <summary>Whether each user is connected, in the order asked; one whose node does not answer in time counts as absent.</summary>
    public static async ValueTask<IReadOnlyList<bool>> AskAsync(RendezvousHash<RoutingNode> nodes, IReadOnlyList<User> users, TimeProvider time)
    {
        var questions = Enumerable.Range(0, users.Count)
            .GroupBy(index => nodes.Pick(users[index]))
            .SelectMany(ofNode => ofNode.Chunk(MaxUsers).Select(indexes => (ofNode.Key.Outbox, Indexes: indexes)))
            .Select(ask => (ask.Indexes, Answer: ask.Outbox.AskAsync(Array.ConvertAll(ask.Indexes, index => users[index]))))
            .ToList();
        try
        {
            await Task.WhenAll(questions.Select(question => question.Answer)).WaitAsync(Limit, time);
        }
        catch (TimeoutException)
        {
            // Who has not been answered for counts as absent.
        }

        var present = new bool[users.Count];
        foreach (var (indexes, answer) in questions.Where(question => question.Answer.IsCompletedSuccessfully))
        {
            foreach (var (place, index) in indexes.Index())
            {
                present[index] = (await answer)[place];
            }
        }

        return present;
    }
}
