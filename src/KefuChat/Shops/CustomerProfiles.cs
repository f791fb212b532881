using KefuChat.Protocol;
using KefuChat.Storage.Documents;

namespace KefuChat.Shops;

/// <summary>The profiles of customers.</summary>
internal sealed class CustomerProfiles(IDocumentStore documents)
{
    private readonly DocumentSet<CustomerProfile> _profiles = new(documents, "customer");

    /// <summary>One customer's profile, or null.</summary>
    public async ValueTask<CustomerProfile?> FindAsync(User customer) => (await FindAsync([customer]))[0];

    /// <summary>Customers' profiles in the order asked; null where there is none.</summary>
    public async ValueTask<IReadOnlyList<CustomerProfile?>> FindAsync(IReadOnlyList<User> customers) =>
        [.. (await _profiles.FindAsync([.. customers.Select(DocumentIds.Of)])).Select(profile => profile?.Value)];

    /// <summary>Creates or replaces a customer's profile, checked.</summary>
    public Task PutAsync(User customer, CustomerProfile profile) => _profiles.PutAsync(DocumentIds.Of(customer), profile);

    /// <summary>Removes a customer's profile, if there is one.</summary>
    public Task DeleteAsync(User customer) => _profiles.DeleteAsync(DocumentIds.Of(customer));
}
