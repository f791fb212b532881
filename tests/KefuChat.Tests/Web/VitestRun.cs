using System.Text.Json;

namespace KefuChat.Tests.Web;

/// <summary>One run of the browser side's own tests.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Skipped">How many did not run.</param>
/// <param name="Failures">What failed: the test's name and its message.</param>
/// <param name="ExitCode">Not 0 also where an error came outside of every test.</param>
/// <param name="Output">What Vitest printed.</param>
internal sealed record VitestRun(int Passed, int Skipped, IReadOnlyList<string> Failures, int ExitCode, string Output)
{
    /// <summary>Far longer than it takes, also on a machine that does much besides.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs the tests whose paths contain <paramref name="filter"/>; all, where it is empty.</summary>
    public static async Task<VitestRun> OfAsync(string filter, params KeyValuePair<string, string>[] environment)
    {
        var report = Path.Combine(Path.GetTempPath(), $"vitest-{Guid.NewGuid():N}.json");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            string[] arguments = ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", $"--outputFile.json={report}"];
            var (exitCode, output) = await WebWorkspace.RunNodeAsync(
                environment, filter.Length > 0 ? [.. arguments, filter] : arguments, patience.Token);
            Assert.True(File.Exists(report), $"Vitest wrote no report:\n{output}");
            return Of(JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(report)), exitCode, output);
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>Fails with what failed there, or where fewer tests ran than there must be at least.</summary>
    public void ExpectAtLeast(int tests)
    {
        Assert.True(Failures.Count == 0, string.Join("\n\n", Failures));
        Assert.True(ExitCode == 0, Output);
        Assert.True(Passed >= tests, $"only {Passed} tests ran:\n{Output}");
        Assert.True(Skipped == 0, $"{Skipped} tests did not run:\n{Output}");
    }

    private static VitestRun Of(JsonElement report, int exitCode, string output)
    {
        var files = report.GetProperty("testResults").EnumerateArray().ToList();
        var tests = files.SelectMany(file => file.GetProperty("assertionResults").EnumerateArray()).ToLookup(StatusOf);
        var broken = files.Where(file => StatusOf(file) == "failed" && file.GetProperty("assertionResults").GetArrayLength() == 0);
        return new VitestRun(
            tests["passed"].Count(),
            tests.Where(group => group.Key is not ("passed" or "failed")).Sum(group => group.Count()),
            [
                .. broken.Select(file => $"{file.GetProperty("name")}: {file.GetProperty("message")}"),
                .. tests["failed"].Select(test => $"{test.GetProperty("fullName")}: {string.Join('\n', test.GetProperty("failureMessages").EnumerateArray())}"),
            ],
            exitCode,
            output);
    }

    private static string StatusOf(JsonElement result) => result.GetProperty("status").GetString()!;
}
