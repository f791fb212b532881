using KefuChat.Clients;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Clients;

public sealed class InFlightMessagesTests
{
    private readonly List<long> _finished = [];
    private readonly InFlightMessages _inFlight;

    public InFlightMessagesTests() => _inFlight = new InFlightMessages(message => _finished.Add(message.Seq));

    [Fact]
    public void They_are_finished_in_the_order_they_came_however_they_become_ready()
    {
        var saves = Enumerable.Range(1, 4).Select(AddSave).ToList();

        _inFlight.Complete(saves[2], default);
        _inFlight.Complete(saves[1], default);
        Assert.Empty(_finished);
        _inFlight.Complete(saves[0], default);
        Assert.Equal([1L, 2L, 3L], _finished);
        _inFlight.Complete(saves[3], default);
        Assert.Equal([1L, 2L, 3L, 4L], _finished);
    }

    [Fact]
    public void One_that_is_ready_at_once_waits_for_those_before_it()
    {
        var slow = AddSave(1);
        _inFlight.Add(new InFlightMessage(2, Command.Customer));
        Assert.Empty(_finished);
        _inFlight.Complete(slow, SaveResult.Unavailable);
        Assert.Equal([1L, 2L], _finished);
        _inFlight.Add(new InFlightMessage(3, Command.Customer));
        Assert.Equal([1L, 2L, 3L], _finished);
    }

    [Fact]
    public async Task Draining_ends_when_none_is_left()
    {
        Assert.True(_inFlight.DrainAsync().IsCompleted);
        var slow = AddSave(1);
        var draining = _inFlight.DrainAsync();
        Assert.False(draining.IsCompleted);
        _inFlight.Complete(slow, default);
        await draining.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([1L], _finished);
    }

    private InFlightSave AddSave(int seq)
    {
        var message = new CustomerMessage(Command.Customer);
        var save = new InFlightSave(new SaveRequest(message, message.Customer, message.Seller(1), ""));
        _inFlight.Add(new InFlightMessage(seq, message.Command) { Save = save });
        return save;
    }
}
