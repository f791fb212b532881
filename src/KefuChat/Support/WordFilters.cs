using KefuChat.Shops;
using KefuChat.Storage.Documents;
using KefuChat.Support.Filtering;

namespace KefuChat.Support;

/// <summary>The words that apps do not want to be written. Safe to call from any thread.</summary>
internal sealed class WordFilters(IDocumentStore documents, TimeProvider time)
{
    private readonly DocumentCache<long, WordMatcher> _cache = new(documents, Apps.Kind, DocumentIds.Of, Read, time);

    /// <summary>An app's words; from another gateway a moment late.</summary>
    /// <exception cref="Storage.StorageUnavailableException">They were never read, and cannot be now.</exception>
    public ValueTask<WordMatcher> GetAsync(long appId) => _cache.GetAsync(appId);

    /// <summary>This gateway has changed an app.</summary>
    public void Forget(long appId) => _cache.Forget(appId);

    private static WordMatcher Read(Document? document)
    {
        if (document is null)
        {
            return WordMatcher.None;
        }

        var words = DocumentSet<App>.Read(document).WordFilter;
        return new WordMatcher(words.Mask, words.Refuse);
    }
}
