namespace KefuChat.Storage.Grpc;

/// <summary>Cuts an answer into parts that fit into a gRPC message.</summary>
internal static class AnswerParts
{
    /// <summary>The items in order, in parts of at most <see cref="ImsService.MessagesAtOnce"/> and about as much content as a sync's page.</summary>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, Func<T, StoredMessage> message)
    {
        var part = new List<T>();
        var bytes = 0;
        foreach (var item in items)
        {
            part.Add(item);
            bytes += message(item).Message.Content.Length;
            if (part.Count == ImsService.MessagesAtOnce || bytes >= SyncPage.ContentBytes)
            {
                yield return part;
                (part, bytes) = ([], 0);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
