using KefuChat.Protocol;
using KefuChat.Routing;
using KefuChat.Routing.Grpc;

namespace KefuChat.Tests.Routing.Grpc;

public sealed class OwedTests
{
    private static readonly User Seller = new(1, 55);

    [Fact]
    public void A_user_is_owed_one_notice_of_the_highest_key_and_the_newest_wish()
    {
        var owed = new Owed(maxWishBytes: 1000);
        owed.Add(Wish(Seller, 2, "second"));
        owed.Add(Wish(Seller, 1, "first"));
        owed.Add(new Publication(Seller, new SyncNotify(3)));

        var notice = Assert.Single(owed.Take(_ => true));
        Assert.Equal((new SyncNotify(3), 2L), (notice.Message, notice.PushWish!.SyncKey));
        Assert.Equal(0, owed.Count);
    }

    [Fact]
    public void Beyond_what_wishes_may_hold_further_users_keep_their_notices_only()
    {
        var owed = new Owed(maxWishBytes: 10);
        for (var uid = 1; uid <= 4; uid++)
        {
            owed.Add(Wish(new User(7, uid), 1, "12345"));
        }

        owed.Add(Wish(new User(7, 1), 2, "1234"));
        owed.Add(Wish(new User(7, 4), 2, "1"));

        Assert.Equal([2L, 1L, null, 2L], owed.Take(_ => true).OrderBy(notice => notice.Receiver.Uid).Select(notice => notice.PushWish?.SyncKey));

        // What was taken no longer counts.
        owed.Add(Wish(Seller, 1, "1234567890"));
        Assert.NotNull(Assert.Single(owed.Take(_ => true)).PushWish);
    }

    private static Publication Wish(User receiver, long key, string text)
    {
        var delivery = new Delivery(new CustomerMessage(Command.Customer) { Content = System.Text.Encoding.UTF8.GetBytes(text) }, key, MessageFlags.Push);
        return new Publication(receiver, delivery, PushWish: delivery);
    }
}
