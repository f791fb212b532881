using KefuChat.Load.Measurement;

namespace KefuChat.Load.Clients;

/// <summary>
/// Has the customers send what is due by the schedule, on a thread of its own: a timer of the pool would wait its turn
/// behind the receive loops, and fire to the millisecond at best.
/// </summary>
internal sealed class Pacer(IReadOnlyList<LoadCustomer> customers, SendSchedule schedule, RunWindow window)
{
    // Messages due within this of each other go together: how late a message may be sent, against waking for each.
    private const long Tick = 200_000;

    // How soon it notices that the run was stopped.
    private const long LongestSleep = 50_000_000;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "pacer" }.Start();

    private void Run()
    {
        long next = 0;
        while (true)
        {
            // Read before the messages are looked at, so that the last round sees all that was due before the end.
            var isOver = Clock.Now >= window.End;
            var now = Clock.Now;
            for (; schedule.DueAt(next) <= now && schedule.DueAt(next) < window.End; next++)
            {
                customers[(int)(next % customers.Count)].SendDue();
            }

            if (isOver)
            {
                return;
            }

            PreciseSleep.Sleep(Math.Clamp(schedule.DueAt(next) - Clock.Now, Tick, LongestSleep));
        }
    }
}
