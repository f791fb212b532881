using KefuChat.Faults.Options;
using KefuChat.Load.Options;

namespace KefuChat.Faults.Tests.Options;

/// <summary>The command line.</summary>
public sealed class FaultOptionParserTests
{
    [Fact]
    public void Every_option_is_taken_over()
    {
        var options = Parse(
            "--store postgres --seed 7 --seconds 90.5 --customers 3 --sellers 2 --faults kill,clock,kill --defect dedupe-off --json x --keep");

        Assert.Equal(StoreKind.Postgres, options.Store);
        Assert.Equal((7, 90.5, 3, 2), (options.Seed, options.Seconds, options.Customers, options.Sellers));
        Assert.Equal(["kill", "clock"], options.Faults.Select(kind => kind.Name));
        Assert.Equal("dedupe-off", options.Defect?.Name);
        Assert.Equal(("x", true), (options.JsonFile, options.Keep));
    }

    [Fact]
    public void Without_options_it_is_a_minute_of_every_fault_on_a_good_SQLite_store()
    {
        var options = Parse("");
        Assert.Equal((StoreKind.Sqlite, 60.0, null), (options.Store, options.Seconds, options.Defect));
        Assert.Contains(options.Faults, kind => kind.Name == "kill");
    }

    [Theory]
    [InlineData("--store mysql", "--store mysql: must be one of sqlite, postgres, groups")]
    [InlineData("--defect none", "--defect none: must be one of ack-before-commit, dedupe-off")]
    [InlineData("--faults kill,flood", "--faults flood: must be one of kill, stop,")]
    [InlineData("--faults kill,stop --seconds 2", "--seconds 2: so many kinds of faults need at least 7")]
    [InlineData("--customers 0", "--customers 0: must be a whole number from 1")]
    [InlineData("--help-me", "--help-me: no such option")]
    [InlineData("--seed", "--seed: needs a value, N")]
    public void What_is_wrong_is_named(string arguments, string said) =>
        Assert.StartsWith(said, Assert.Throws<OptionException>(() => Parse(arguments)).Message, StringComparison.Ordinal);

    private static FaultOptions Parse(string arguments) =>
        FaultOptionParser.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
