using System.Text;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Shops;

/// <summary>When remembered documents are read again, and what is answered when they cannot be.</summary>
public sealed class DocumentCacheTests
{
    private readonly ManualTime _time = new();
    private readonly ScriptedDocuments _documents = new();
    private readonly DocumentCache<long, string> _cache;
    private int _parsed;

    public DocumentCacheTests() => _cache = new DocumentCache<long, string>(
        _documents,
        "kind",
        id => $"id-{id}",
        document =>
        {
            _parsed++;
            return document is null ? "none" : Encoding.UTF8.GetString(document.Body.Span);
        },
        _time);

    [Fact]
    public async Task Is_read_once_while_it_is_fresh()
    {
        Assert.Equal("none", await _cache.GetAsync(1));
        _documents.Set("kind", "id-1", "v1", "one");
        _time.Advance(DocumentCache<long, string>.Freshness - TimeSpan.FromTicks(1));

        Assert.Equal("none", await _cache.GetAsync(1));
        Assert.Equal(1, _documents.Reads);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("one", await _cache.GetAsync(1));
    }

    [Fact]
    public async Task The_same_version_is_not_parsed_again()
    {
        _documents.Set("kind", "id-1", "v1", "one");
        await _cache.GetAsync(1);
        _time.Advance(DocumentCache<long, string>.Freshness);
        await _cache.GetAsync(1);

        Assert.Equal((2, 1), (_documents.Reads, _parsed));
    }

    [Fact]
    public async Task What_is_forgotten_is_read_again_at_once()
    {
        await _cache.GetAsync(1);
        _documents.Set("kind", "id-1", "v1", "one");
        _cache.Forget(1);

        Assert.Equal("one", await _cache.GetAsync(1));
    }

    [Fact]
    public async Task What_was_read_before_a_change_does_not_outlive_it()
    {
        var held = new TaskCompletionSource();
        _documents.Held = held.Task;
        var early = _cache.GetAsync(1).AsTask();
        _documents.Set("kind", "id-1", "v1", "one");
        _cache.Forget(1);
        held.SetResult();

        Assert.Equal("none", await early);
        Assert.Equal("one", await _cache.GetAsync(1));
    }

    [Fact]
    public async Task Without_storage_the_last_answer_goes_on_and_there_must_be_one()
    {
        _documents.Set("kind", "id-1", "v1", "one");
        await _cache.GetAsync(1);
        _documents.IsUnavailable = true;
        _time.Advance(DocumentCache<long, string>.Freshness);

        Assert.Equal("one", await _cache.GetAsync(1));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _cache.GetAsync(2).AsTask());
    }
}
