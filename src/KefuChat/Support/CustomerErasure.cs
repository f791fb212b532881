using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage.Customers;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>Removes all there is of a customer.</summary>
internal sealed class CustomerErasure(ICustomerDataStore data, FileStore files, Blocks blocks, CustomerProfiles profiles)
{
    /// <summary>The most messages removed in one step: others wait for it.</summary>
    private const int Step = 500;

    /// <summary>Removes it. Made again after a failure it removes the rest.</summary>
    public async Task<ErasureReport> RunAsync(User customer, CancellationToken cancellation)
    {
        var messages = 0;
        int removed;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            removed = await data.EraseAsync(customer, Step);
            messages += removed;
        }
        while (removed == Step);

        var erasedFiles = await files.EraseAsync(customer);
        var held = await blocks.EraseAsync(customer);
        var profile = await profiles.FindAsync(customer);
        await profiles.DeleteAsync(customer);
        return new ErasureReport(messages, erasedFiles, profile is not null, held);
    }
}
