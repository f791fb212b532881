using System.Collections.Concurrent;
using KefuChat.Connections;
using KefuChat.Storage;
using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>
/// The origins that stores list: a document for each (origin, store), written with the store. Every handshake and every
/// call of a page asks, so answers are kept for <see cref="Lifetime"/>.
/// </summary>
internal sealed class ShopOrigins(IDocumentStore documents, TimeProvider time) : IShopOrigins
{
    /// <summary>The kind of the documents; an id is the origin, a slash, and the store's.</summary>
    public const string Kind = "origin";

    /// <summary>How old an answer may be.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    /// <summary>The most origins to remember: whoever makes up others must not fill the memory.</summary>
    private const int MaxRemembered = 10_000;

    /// <summary>The longest origin, in characters: with the store's id it is the id of a document.</summary>
    public const int MaxLength = 180;

    private readonly ConcurrentDictionary<string, (bool IsThere, long AskedAt)> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the ids of an origin's documents begin with; case does not matter in an origin.</summary>
    public static string PrefixOf(string origin) => origin.ToLowerInvariant() + "/";

    /// <inheritdoc/>
    public async ValueTask<bool> ContainsAsync(string origin)
    {
        if (origin.Length is 0 or > MaxLength)
        {
            return false;
        }

        var isKnown = _answers.TryGetValue(origin, out var answer);
        if (isKnown && time.GetElapsedTime(answer.AskedAt) < Lifetime)
        {
            return answer.IsThere;
        }

        try
        {
            var page = await documents.ListAsync(Kind, PrefixOf(origin), afterId: "", limit: 1);
            answer = (page.Documents.Count > 0, time.GetTimestamp());
        }
        catch (StorageUnavailableException)
        {
            return isKnown && answer.IsThere;
        }

        if (_answers.Count >= MaxRemembered)
        {
            _answers.Clear();
        }

        _answers[origin] = answer;
        return answer.IsThere;
    }
}
