using KefuChat.Storage.Assignments;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Postgres;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>A text of PostgreSQL's holds neither U+0000 nor half a surrogate pair; a user's string may.</summary>
public sealed class PostgresStringTests : PostgresTest
{
    private const string Odd = "a\0b\uD800";

    [Fact]
    public async Task An_id_of_a_document_is_any_string()
    {
        var documents = new PostgresDocumentStore(await OpenDatabaseAsync());

        Assert.True(await documents.PutAsync(new Document(new DocumentKey("kind", "a\0b"), "v", "{}"u8.ToArray()), ""));

        Assert.Equal("v", (await documents.GetAsync([new DocumentKey("kind", "a\0b")]))[0]?.Version);
        Assert.Equal("a\0b", Assert.Single((await documents.ListAsync("kind", "a\0", "", 10)).Documents).Key.Id);
        Assert.Empty((await documents.ListAsync("kind", "", Odd, 10)).Documents);
        Assert.Equal([null, null], await documents.GetAsync([new DocumentKey("kind", Odd), new DocumentKey("kind", "a")]));
    }

    [Fact]
    public async Task A_note_has_signs_for_what_cannot_be_kept()
    {
        var assignments = new PostgresAssignmentStore(await OpenDatabaseAsync());
        await assignments.ClaimAsync(new ClaimRequest(Chat.Shop, Chat.Customer, [11], [11], Chat.Noon));

        var update = await assignments.ChangeAsync(new AssignmentChange(Chat.Shop, Chat.Customer, 11, 12, IsOpen: true, Chat.Noon, Odd));

        Assert.Equal("a\uFFFDb\uFFFD", update.Assignment?.Note);
        Assert.Equal(update.Assignment, await assignments.GetAsync(Chat.Shop, Chat.Customer));
    }
}
