using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Tests.Options;

/// <summary>The command line.</summary>
public sealed class OptionParserTests
{
    [Fact]
    public void What_is_said_of_both_servers_holds_for_the_second_but_for_its_address_and_processes()
    {
        var options = Parse(
            "--compare http://127.0.0.1:1 http://127.0.0.1:2 --admin-key k --server-pid 10,11 --customers 5" +
            " --second --framing classic --server-pid 12");

        Assert.Equal("http://127.0.0.1:1/", options.Url.ToString());
        Assert.Equal([10, 11], options.ServerPids);
        Assert.Equal(Framing.KefuV1, options.Framing);
        var second = Assert.IsType<LoadOptions>(options.Second);
        Assert.Equal("http://127.0.0.1:2/", second.Url.ToString());
        Assert.Equal([12], second.ServerPids);
        Assert.Equal(Framing.ClassicWebSocket, second.Framing);
        Assert.Equal(5, second.Customers);
        Assert.Equal("k", second.AdminKey);
    }

    [Fact]
    public void The_second_server_may_have_another_framing_than_a_first_one_on_TCP() => Assert.Null(
        Parse("--user-tokens --framing tcp --tcp-port 5 --compare http://127.0.0.1:1 http://127.0.0.1:2 --second --framing v1").Second!.TcpPort);

    [Fact]
    public void A_smoke_run_gives_way_to_what_is_said_beside_it() =>
        Assert.Equal(7, Parse("--customers 7 --smoke --user-tokens").Customers);

    [Theory]
    [InlineData("", "--admin-key, --admin-key-file or --tokens: one is needed, for users to log in")]
    [InlineData("--user-tokens --framing v2", "--framing v2: must be one of v1, classic, tcp, signalr")]
    [InlineData("--user-tokens --framing tcp", "--framing tcp: needs --tcp-port, where the classic TCP listener is")]
    [InlineData(
        "--user-tokens --framing tcp --tcp-port 5 --compare http://127.0.0.1:1 http://127.0.0.1:2",
        "--framing tcp: needs --tcp-port, where the classic TCP listener is")]
    [InlineData("--user-tokens --tcp-port 5", "--tcp-port: is for --framing tcp, not v1")]
    [InlineData("--user-tokens --compare http://127.0.0.1:1", "--compare: needs a value, URL URL")]
    [InlineData("--user-tokens --second --framing classic", "--second: there is none without --compare")]
    [InlineData("--user-tokens --server-pid 1,x", "--server-pid x: must be a whole number from 1 to 2147483647")]
    [InlineData("--user-tokens --url http://192.0.2.1", "--url http://192.0.2.1: the load program only talks to loopback (127.0.0.1, [::1] or localhost)")]
    [InlineData("--user-tokens --rate 5 --in-flight 5", "--rate and --in-flight: give one; at a fixed rate nothing waits for what is in flight")]
    [InlineData("--user-tokens --storm 5", "--idle, --sync and --storm: need the admin key, for users of their own, and speak kefu.v1 only")]
    [InlineData("--admin-key k --idle 5 --framing classic", "--idle, --sync and --storm: need the admin key, for users of their own, and speak kefu.v1 only")]
    [InlineData("--user-tokens --fast", "--fast: no such option; --help lists them")]
    public void Says_what_is_wrong(string arguments, string error) =>
        Assert.Equal(error, Assert.Throws<OptionException>(() => Parse(arguments)).Message);

    [Fact]
    public void Every_option_is_in_the_usage() =>
        Assert.All(OptionTable.Entries, entry => Assert.Contains($"  {entry.Name} ", OptionParser.Usage, StringComparison.Ordinal));

    private static LoadOptions Parse(string arguments) => OptionParser.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
