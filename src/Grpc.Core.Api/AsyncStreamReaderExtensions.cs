using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Reads streams the way the language does.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>The messages that follow, for <c>await foreach</c>.</summary>
    /// <param name="streamReader">Where they come from.</param>
    /// <param name="cancellationToken">Cancels the whole call.</param>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return ReadAllCoreAsync(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> ReadAllCoreAsync<T>(
        IAsyncStreamReader<T> streamReader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await streamReader.MoveNext(cancellationToken))
        {
            yield return streamReader.Current;
        }
    }
}
