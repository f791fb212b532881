using System.Text.Json;
using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// Which of which shards a store is, as it says itself: a document in it. Users would be looked for where they are not if it
/// were used with other shards, or alone.
/// </summary>
/// <param name="name">The shard's name; "" for a store that is used alone.</param>
/// <param name="all">The names of all shards.</param>
internal sealed class ShardMembership(string name, IEnumerable<string> all)
{
    private static readonly DocumentKey Key = new("shards", "membership");

    private readonly Body _expected = new(name, [.. all.Order(StringComparer.Ordinal)]);

    /// <summary>For a store that is used alone.</summary>
    public static readonly ShardMembership None = new("", []);

    /// <summary>Compares it with what the store says; a new store is told.</summary>
    /// <param name="documents">The store's.</param>
    /// <param name="copies">The store's.</param>
    /// <exception cref="StorageRefusedException">The store is another, and which.</exception>
    public async Task CheckAsync(IDocumentStore documents, IShardStore copies)
    {
        var found = (await documents.GetAsync([Key]))[0];
        if (found is null && _expected.Group.Length > 0)
        {
            await RefuseUsedAsync(copies);
            await documents.PutAsync(new Document(Key, Guid.NewGuid().ToString("N"), JsonSerializer.SerializeToUtf8Bytes(_expected, DocumentJson.Options)), "");
            found = (await documents.GetAsync([Key]))[0];
        }

        var says = found is null ? null : DocumentSet<Body>.Read(found);
        if ((says?.ToString() ?? None._expected.ToString()) != _expected.ToString())
        {
            throw new StorageRefusedException($"its store is {says ?? None._expected}, but the settings say it is {_expected}: users would be looked for where they are not. (A store that was told wrongly, and holds nothing, is replaced by a new one.)");
        }
    }

    private async Task RefuseUsedAsync(IShardStore copies)
    {
        if ((await copies.ReadAsync(0, long.MaxValue, 1)).Messages.Count > 0)
        {
            throw new StorageRefusedException($"its store holds messages already, of users who may live elsewhere when it is {_expected}; a group begins with an empty store");
        }
    }

    /// <summary>What the document says.</summary>
    private sealed record Body(string Group, IReadOnlyList<string> Groups)
    {
        public override string ToString() => Group.Length > 0 ? $"group {Group} of {string.Join(", ", Groups)}" : "no group of several";
    }
}
