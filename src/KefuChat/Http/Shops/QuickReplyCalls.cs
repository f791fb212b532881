using KefuChat.Http.Problems;
using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>What is done to quick replies, whoever owns them.</summary>
internal sealed class QuickReplyCalls(QuickReplies replies)
{
    /// <summary>A page of an owner's.</summary>
    public async Task<QuickReplyList> ListAsync(QuickReplyOwner owner, string after, int limit)
    {
        FieldChecks.CheckPage(after, limit);
        var page = await replies.ListAsync(owner, after, limit);
        return new QuickReplyList(page.Items, page.Next);
    }

    /// <summary>Makes one.</summary>
    public Task<QuickReply> AddAsync(QuickReplyOwner owner, QuickReplyRequest request)
    {
        Check(request);
        return replies.AddAsync(owner, request.Shortcut, request.Text);
    }

    /// <summary>Replaces one.</summary>
    public async Task<QuickReply> ReplaceAsync(QuickReplyOwner owner, string id, QuickReplyRequest request)
    {
        Check(request);
        var reply = new QuickReply(id, request.Shortcut, request.Text);
        return await replies.ReplaceAsync(owner, reply) ? reply : throw ProblemException.NotFound("quick reply");
    }

    /// <summary>Removes one.</summary>
    public async Task DeleteAsync(QuickReplyOwner owner, string id)
    {
        if (!await replies.DeleteAsync(owner, id))
        {
            throw ProblemException.NotFound("quick reply");
        }
    }

    private static void Check(QuickReplyRequest request)
    {
        var errors = new Errors();
        errors.RequireText(request.Shortcut, "shortcut", 1, 32);
        errors.RequireText(request.Text, "text", 1, 4000);
        errors.ThrowIfAny();
    }
}
