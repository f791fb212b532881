using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>The quick replies of stores and sellers.</summary>
internal sealed class QuickReplies(IDocumentStore documents, TimeProvider time)
{
    private readonly DocumentSet<QuickReply> _replies = new(documents, "quick-reply");

    /// <summary>An owner's quick replies, in the order they were made.</summary>
    public ValueTask<Page<QuickReply>> ListAsync(QuickReplyOwner owner, string after, int limit) =>
        _replies.ListAsync(owner.Prefix, after, limit);

    /// <summary>Makes one.</summary>
    public async Task<QuickReply> AddAsync(QuickReplyOwner owner, string shortcut, string text)
    {
        var reply = new QuickReply(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), shortcut, text);
        await _replies.PutAsync(owner.Prefix + reply.Id, reply);
        return reply;
    }

    /// <summary>Replaces one. False: the owner has none of this id.</summary>
    public async Task<bool> ReplaceAsync(QuickReplyOwner owner, QuickReply reply)
    {
        var id = owner.Prefix + reply.Id;
        while (await FindAsync(owner, reply.Id) is { } former)
        {
            if (await _replies.PutAsync(id, reply, former.Version) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Removes one. False: the owner has none of this id.</summary>
    public async Task<bool> DeleteAsync(QuickReplyOwner owner, string id)
    {
        var isThere = await FindAsync(owner, id) is not null;
        if (isThere)
        {
            await _replies.DeleteAsync(owner.Prefix + id);
        }

        return isThere;
    }

    private ValueTask<Versioned<QuickReply>?> FindAsync(QuickReplyOwner owner, string id) => _replies.FindAsync(owner.Prefix + id);
}
