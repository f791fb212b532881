using KefuChat.Shops;
using KefuChat.Storage.Customers;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>Removes what stores no longer want to keep. Several gateways may do it at once: each finds what is left.</summary>
internal sealed class Retention(Stores stores, ICustomerDataStore data, FileStore files, TimeProvider time)
{
    /// <summary>The most messages removed in one step: others wait for it.</summary>
    private const int Step = 500;

    private const int PageStores = 100;

    /// <summary>Removes what is older than each store's days.</summary>
    /// <returns>One report for each store that has a limit.</returns>
    public async Task<IReadOnlyList<RetentionReport>> RunAsync(CancellationToken cancellation)
    {
        var reports = new List<RetentionReport>();
        for (string? after = ""; after is not null;)
        {
            var page = await stores.ListAsync(after, PageStores);
            foreach (var store in page.Items)
            {
                if (store.RetentionDays is { } days)
                {
                    reports.Add(await RunAsync(store.Id, time.GetUtcNow().AddDays(-days), cancellation));
                }
            }

            after = page.Next;
        }

        return reports;
    }

    private async Task<RetentionReport> RunAsync(long storeId, DateTimeOffset before, CancellationToken cancellation)
    {
        var messages = 0;
        int removed;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            removed = await data.ExpireAsync(storeId, before.ToUnixTimeMilliseconds(), Step);
            messages += removed;
        }
        while (removed == Step);

        return new RetentionReport(storeId, before, messages, await files.ExpireAsync(storeId, before));
    }
}
