using System.Text.Json;
using KefuChat.Faults.Tests.Cluster;
using KefuChat.Testing;

namespace KefuChat.Faults.Tests.Runs;

/// <summary>
/// The program as a whole, on SQLite: it finds nothing wrong with a good store, and finds what is wrong with a defective one. What
/// happens follows from the seeds, which were chosen for it.
/// </summary>
[Collection(LeftoversTests.OneNetwork)]
public sealed class ProgramTests : IDisposable
{
    // Longer than the program's own, which has a reason to give.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _directory = Directory.CreateTempSubdirectory("kefu-faults-test-").FullName;

    private string JsonFile => Path.Combine(_directory, "result.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Storage_that_is_killed_and_stopped_loses_and_doubles_nothing()
    {
        var (exitCode, printed) = await RunAsync("--faults kill,stop --seconds 8 --seed 1");
        Assert.True(exitCode == 0, printed);
        Assert.Contains("kill ims-1", printed, StringComparison.Ordinal);
        Assert.Contains("nothing acknowledged was lost, nothing was doubled, order held", printed, StringComparison.Ordinal);
        var result = await ReadResultAsync();
        Assert.True(result.GetProperty("messages").GetProperty("acknowledged").GetInt64() > 0);
        Assert.Equal(["kill ims", "stop ims"], result.GetProperty("faults").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task An_acknowledgement_before_the_commit_is_found_out_when_storage_is_killed()
    {
        var (exitCode, printed) = await RunAsync("--faults kill --seconds 8 --seed 2 --defect ack-before-commit");
        Assert.True(exitCode == 1, printed);
        Assert.Matches("[1-9][0-9]* Lost", printed);
        Assert.EndsWith("BROKEN", printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_knows_no_message_again_is_found_out_when_it_answers_late()
    {
        var (exitCode, printed) = await RunAsync("--faults stop --seconds 20 --seed 12 --defect dedupe-off");
        Assert.True(exitCode == 1, printed);
        Assert.Matches("[1-9][0-9]* Doubled", printed);
        Assert.EndsWith("BROKEN", printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_run_says_why()
    {
        var (exitCode, printed) = await RunAsync("--seed none");
        Assert.Equal(2, exitCode);
        Assert.Contains("KefuChat.Faults: --seed none: must be a whole number", printed, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Printed)> RunAsync(string options)
    {
        using var program = CommandLine.Start(
        [
            "env", $"TMPDIR={_directory}", "dotnet", Path.Combine(AppContext.BaseDirectory, "KefuChat.Faults.dll"),
            "--customers", "10", "--sellers", "2", "--json", JsonFile, .. options.Split(' '),
        ]);
        var complaints = program.StandardError.ReadToEndAsync();
        var printed = program.StandardOutput.ReadToEndAsync();
        try
        {
            await program.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            program.Kill(entireProcessTree: true);
        }

        return (program.ExitCode, await complaints + await printed);
    }

    private async Task<JsonElement> ReadResultAsync() => JsonElement.Parse(await File.ReadAllTextAsync(JsonFile));
}
