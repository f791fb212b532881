using System.Net;
using KefuChat.Protocol;

namespace KefuChat.Tests.Http.Conversations;

/// <summary>Who may add files to a conversation.</summary>
public sealed class ConversationFileTests : ShopTest
{
    [Fact]
    public async Task A_customer_may_in_a_store_of_the_app_or_where_somebody_has_written()
    {
        await OpenShopAsync();
        (await PutAsync("/api/stores/2002", Admin, """{"appid": 8, "name": "Another app's", "sellers": [57]}""")).Expect(HttpStatusCode.Created);

        (await UploadAsync(Customer)).Expect(HttpStatusCode.Created);
        foreach (var elsewhere in (long[])[0, 999, 2002])
        {
            (await UploadAsync(Customer, elsewhere)).Expect(HttpStatusCode.Forbidden);
        }

        await AskOnceAsync(Customer, Ann, store: 0);
        (await UploadAsync(Customer, store: 0)).Expect(HttpStatusCode.Created);
        (await UploadAsync(Ann, store: 0)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_seller_may_who_has_the_conversation()
    {
        await OpenShopAsync();
        await AskOnceAsync(Customer, Ann);
        await AnswerOnceAsync(Customer, Cy);

        (await UploadAsync(Ann)).Expect(HttpStatusCode.Created);
        (await UploadAsync(Cy)).Expect(HttpStatusCode.Forbidden);
        (await UploadAsync(Bo)).Expect(HttpStatusCode.NotFound);
    }

    private Task<ApiAnswer> UploadAsync(User caller, long store = Shop) =>
        PostAsync($"/api/conversations/{ConversationOf(Customer, store)}/files?name=a.txt", TokenOf(caller), "a");
}
