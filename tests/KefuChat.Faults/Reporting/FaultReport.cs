using KefuChat.Faults.Verification;
using KefuChat.Load.Reporting;

namespace KefuChat.Faults.Reporting;

/// <summary>Prints a result as a table.</summary>
internal sealed class FaultReport(TextWriter output)
{
    // Of like violations the first tell as much as all.
    private const int MostOfAKind = 10;

    public void Print(FaultResult result)
    {
        output.WriteLine($"{result.Store}, seed {result.Seed}, {result.Seconds:N0} s of faults");
        var table = new TableWriter(output, nameWidth: 36);
        table.Row("longest time without ACK, s", "times", "cluster", "a client");
        foreach (var fault in result.Faults)
        {
            table.Row(fault.Name, $"{fault.Count:N0}", $"{fault.LongestGap:N2}", $"{fault.LongestGapOfClient:N2}");
        }

        foreach (var kind in result.NotInjected)
        {
            output.WriteLine($"not injected: {kind.Kind}: {kind.Reason}");
        }

        foreach (var kind in result.Missing)
        {
            output.WriteLine($"never injected: {kind}");
        }

        var messages = result.Messages;
        output.WriteLine(
            $"{messages.Sent:N0} messages sent, {messages.Acknowledged:N0} acknowledged, {messages.Resent:N0} sent again, " +
            $"{messages.Refused:N0} refused for a while, {messages.Delivered:N0} delivered, {messages.Reconnects:N0} reconnects");
        output.WriteLine(string.Join(", ", Enum.GetValues<ViolationKind>().Select(kind => $"{result.CountOf(kind)} {kind}")));
        foreach (var violation in result.Violations.GroupBy(violation => violation.Kind).SelectMany(kind => kind.Take(MostOfAKind)))
        {
            output.WriteLine($"  {violation.Kind}: {violation.Text}");
        }

        output.WriteLine(result switch
        {
            { IsBroken: false } => "nothing acknowledged was lost, nothing was doubled, order held",
            { Violations.Count: > 0 } => "BROKEN",
            _ => "nothing was proved",
        });
    }
}
