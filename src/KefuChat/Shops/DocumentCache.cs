using System.Collections.Concurrent;
using KefuChat.Storage;
using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>
/// What documents of one kind say, remembered for <see cref="Freshness"/>: for what is asked with every message. What
/// another gateway changes is seen here that much later. Safe to call from any thread.
/// </summary>
/// <typeparam name="TKey">What a document is asked for by.</typeparam>
/// <typeparam name="T">What a document means.</typeparam>
/// <param name="documents">Where they are kept.</param>
/// <param name="kind">Their kind.</param>
/// <param name="idOf">The document's id.</param>
/// <param name="read">What a document means, and what it means that there is none.</param>
/// <param name="time">The clock.</param>
/// <param name="stampedFreshness">How long a document that is asked for with a stamp is taken for unchanged.</param>
internal sealed class DocumentCache<TKey, T>(
    IDocumentStore documents, string kind, Func<TKey, string> idOf, Func<Document?, T> read, TimeProvider time,
    TimeSpan stampedFreshness = default)
    where TKey : notnull
{
    /// <summary>How long a document is taken for unchanged.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>Beyond this many, what is remembered is forgotten: some 200 bytes each.</summary>
    private const int MostRemembered = 200_000;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _changes;

    /// <summary>What a document says: at once while it is fresh. While storage is unavailable, what it last said.</summary>
    /// <param name="key">The document.</param>
    /// <param name="stamp">
    /// What changes whenever any document of the kind does: what was read under another one is read again. "" where there
    /// is none.
    /// </param>
    /// <exception cref="StorageUnavailableException">It was never read, and cannot be now.</exception>
    public ValueTask<T> GetAsync(TKey key, string stamp = "") =>
        _entries.TryGetValue(key, out var entry)
        && entry.Stamp == stamp
        && time.GetElapsedTime(entry.ReadAt) < (stamp.Length > 0 ? stampedFreshness : Freshness)
            ? new(entry.Value)
            : ReadAsync(key, entry, stamp);

    /// <summary>This gateway has changed a document: it is read again when it is next asked for.</summary>
    public void Forget(TKey key)
    {
        Interlocked.Increment(ref _changes);
        _entries.TryRemove(key, out _);
    }

    private async ValueTask<T> ReadAsync(TKey key, Entry? known, string stamp)
    {
        var now = time.GetTimestamp();
        var changes = Interlocked.Read(ref _changes);
        Entry entry;
        try
        {
            var document = (await documents.GetAsync([new DocumentKey(kind, idOf(key))]))[0];
            var version = document?.Version ?? "";
            entry = known is not null && known.Version == version
                ? known with { Stamp = stamp, ReadAt = now }
                : new Entry(read(document), version, stamp, now);
        }
        catch (StorageUnavailableException) when (known is not null)
        {
            // Under the stamp it was read with: where that is no longer the one, the next call tries again.
            entry = known with { ReadAt = now };
        }

        if (_entries.Count >= MostRemembered)
        {
            _entries.Clear();
        }

        // What was read before a change of ours must not outlive it.
        if (Interlocked.Read(ref _changes) == changes)
        {
            _entries[key] = entry;
        }

        return entry.Value;
    }

    private sealed record Entry(T Value, string Version, string Stamp, long ReadAt);
}
