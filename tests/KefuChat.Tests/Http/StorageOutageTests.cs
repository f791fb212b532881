using System.Net;
using KefuChat.Storage.Documents;
using KefuChat.Tests.Shops;

namespace KefuChat.Tests.Http;

public sealed class StorageOutageTests : ApiTest
{
    [Fact]
    public async Task While_storage_is_away_a_call_says_so_and_when_to_come_back()
    {
        Server.Replace<IDocumentStore>(new MemoryDocuments { Fails = true });
        var answer = (await GetAsync("/api/stores/3", Admin)).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
        Assert.Contains("Storage", answer.Detail, StringComparison.Ordinal);
    }
}
