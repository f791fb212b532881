using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Customers;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>
/// Makes a visitor the customer who has logged in: what the visitor wrote is the customer's from then on, and the sellers
/// are told. Made again it moves what has come since.
/// </summary>
internal sealed class VisitorMerge(ICustomerDataStore data, Blocks blocks, FileStore files, SystemNotes notes)
{
    /// <summary>Merges; both have proved who they are.</summary>
    /// <returns>What was moved.</returns>
    public async Task<MergeResult> MergeAsync(User visitor, User customer)
    {
        // What keeps the visitor from writing comes first: a failure in between must not open a way around.
        await blocks.CopyAsync(visitor, customer);
        await files.MergeAsync(visitor, customer);
        var result = await data.MergeAsync(visitor, customer);
        foreach (var conversation in result.Conversations)
        {
            await notes.TellSellerAsync(conversation, SystemNote.Merged(new SystemNotePerson(visitor.Uid, Name: null), visitor.Uid));
        }

        return result;
    }
}
