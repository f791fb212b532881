using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Uploads;

namespace KefuChat.Tests.Http.Files;

/// <summary>One conversation: its customer and its seller write, a former seller reads, to all others it is not there.</summary>
internal sealed class FakeAccess : IConversationAccess
{
    public static readonly ConversationId Conversation = new(3, EndToEndTest.Customer);

    public static readonly User FormerSeller = new(EndToEndTest.KefuAppId, 56);

    public static readonly User OtherCustomer = new(EndToEndTest.Customer.AppId, 1002);

    public ValueTask<bool> MayReadAsync(User caller, ConversationId conversation) =>
        new(conversation == Conversation && (IsParty(caller) || caller == FormerSeller));

    public ValueTask<bool> MayWriteAsync(User caller, ConversationId conversation) =>
        new(conversation == Conversation && IsParty(caller));

    private static bool IsParty(User caller) => caller == EndToEndTest.Customer || caller == EndToEndTest.Seller;
}
