using System.Runtime.CompilerServices;
using KefuChat.Protocol;
using KefuChat.Telemetry;

namespace KefuChat.Tests.Telemetry;

public sealed class WireNamesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Here(), "..", "..", "..", "protos", "wire-protocol.md"));

    [Fact]
    public void Every_command_is_called_what_the_protocol_page_calls_it() => Assert.All(
        Enum.GetValues<Command>(),
        command => Assert.Matches($@"\| [^|]*\b{(int)command}\b[^|]* \| [^|]*\b{WireNames.Of(command)}\b", Page));

    [Fact]
    public void Every_status_is_called_what_the_protocol_page_calls_it() => Assert.All(
        Enum.GetValues<Status>(),
        status => Assert.Contains($"| {(int)status} | {WireNames.Of(status)} |", Page, StringComparison.Ordinal));

    [Fact]
    public void What_has_no_name_is_called_other_for_clients_choose_the_number()
    {
        Assert.Equal("_OTHER", WireNames.Of((Command)99));
        Assert.Equal("_OTHER", WireNames.Of((Status)99));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
