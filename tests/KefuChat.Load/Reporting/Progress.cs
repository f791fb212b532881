using KefuChat.Load.Clients;
using KefuChat.Load.Measurement;

namespace KefuChat.Load.Reporting;

/// <summary>A line a second on how the run goes.</summary>
internal sealed class Progress(TextWriter output, Fleet fleet, RunWindow window)
{
    private FleetTotals _last = fleet.Total();
    private long _lastAt = Clock.Now;

    public void Print()
    {
        var now = Clock.Now;
        var totals = fleet.Total();
        var seconds = Clock.ToSeconds(now - _lastAt);
        var middle = (_lastAt + now) / 2;
        var phase = middle < window.MeasureFrom ? "warm-up" : middle < window.End ? "measure" : "drain";
        output.WriteLine(
            $"{Clock.ToSeconds(now - window.Start),6:N0} s  {phase,-7}" +
            $"{(totals.Acknowledged - _last.Acknowledged) / seconds,10:N0} acked/s" +
            $"{(totals.Delivered - _last.Delivered) / seconds,10:N0} delivered/s" +
            $"{totals.InFlight,9:N0} in flight{totals.Refused,9:N0} refused{totals.Doubled,5:N0} doubled");
        _last = totals;
        _lastAt = now;
    }
}
