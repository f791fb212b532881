using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>An assignment is closed, opened and handed over by the one whose it is.</summary>
public abstract class AssignmentChangeContract(StoreBackend backend) : AssignmentContract(backend)
{
    [Fact]
    public async Task It_is_closed_and_opened_again()
    {
        await ClaimAsync(present: [11]);

        var closed = await ChangeAsync(11, 11, isOpen: false, at: Noon + 1);
        var opened = await ChangeAsync(11, 11, isOpen: true, at: Noon + 2);

        Assert.Equal(new AssignmentUpdate(new Assignment(Shop, Customer, 11, IsOpen: false, Noon + 1), IsChanged: true), closed);
        Assert.Equal(new AssignmentUpdate(new Assignment(Shop, Customer, 11, IsOpen: true, Noon + 2), IsChanged: true), opened);
    }

    [Fact]
    public async Task It_is_handed_over_with_a_note()
    {
        await ClaimAsync(present: [11]);

        var update = await ChangeAsync(11, 12, isOpen: true, at: Noon + 1, note: "wants an invoice");
        await ChangeAsync(12, 12, isOpen: false, at: Noon + 2, note: "of no handing over");

        Assert.Equal(new Assignment(Shop, Customer, 12, IsOpen: true, Noon + 1, 11, "wants an invoice"), update.Assignment);
        Assert.Equal(new Assignment(Shop, Customer, 12, IsOpen: false, Noon + 2, 11, "wants an invoice"), await GetAsync());
    }

    [Fact]
    public async Task Handing_over_gives_a_turn()
    {
        Assert.Equal([11, 12, 13], await GivenAsync(3, present: []));

        await ChangeAsync(12, 11, isOpen: true, customer: new User(7, 100_002));

        Assert.Equal([12, 13, 11], await GivenAsync(3, present: []));
    }

    [Fact]
    public async Task Who_does_not_have_it_changes_nothing()
    {
        var claimed = await ClaimAsync(present: [11]);

        var closed = await ChangeAsync(12, 12, isOpen: false, at: Noon + 1);
        var taken = await ChangeAsync(13, 12, isOpen: true, at: Noon + 1);

        Assert.Equal(claimed with { IsChanged = false }, closed);
        Assert.Equal(claimed with { IsChanged = false }, taken);
        Assert.Equal(claimed.Assignment, await GetAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_not_changed()
    {
        Assert.Equal(new AssignmentUpdate(null, IsChanged: false), await ChangeAsync(11, 11, isOpen: false));
        Assert.Null(await GetAsync());
    }

    [Fact]
    public async Task A_change_made_again_changes_nothing()
    {
        await ClaimAsync(present: [11]);
        var first = await ChangeAsync(11, 12, isOpen: true, at: Noon + 1, note: "a note");

        var again = await ChangeAsync(11, 12, isOpen: true, at: Noon + 2, note: "a note");

        Assert.Equal(first with { IsChanged = false }, again);
    }

    [Fact]
    public async Task Of_two_who_hand_it_over_at_once_one_succeeds()
    {
        await ClaimAsync(present: [11]);

        var updates = await Task.WhenAll(ChangeAsync(11, 12, isOpen: true), ChangeAsync(11, 13, isOpen: true)).SoonAsync();

        Assert.Single(updates, update => update.IsChanged);
        Assert.Single(updates.Select(update => update.Assignment).Distinct());
    }
}
