using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>Greets a customer, and then answers every other message.</summary>
internal sealed class SellerHabit(Random random, User firstCustomer) : Habit
{
    private const double Answered = 0.5;

    private bool _hasGreeted;

    public override void OnTick(ChatClient client, long now) =>
        _hasGreeted = _hasGreeted || client.TryWrite(firstCustomer, now);

    public override void OnReceived(ChatClient client, MessageName message, long now)
    {
        if (random.NextDouble() < Answered)
        {
            client.TryWrite(message.Sender, now);
        }
    }
}
