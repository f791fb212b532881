using System.Text.Json;
using KefuChat.Tests.Web;
using Microsoft.Playwright;

namespace KefuChat.Tests.Browser;

/// <summary>axe-core, which finds what shuts people out of a page: WCAG 2.2 A and AA, and good practice.</summary>
internal static class Axe
{
    private static readonly Task<string> Source = File.ReadAllTextAsync(Path.Combine(WebWorkspace.Directory, "node_modules", "axe-core", "axe.min.js"));

    /// <summary>Fails with what is serious or critical on a page as it is now.</summary>
    /// <param name="page">The page.</param>
    /// <param name="selector">The part to look at; shadow roots in it are looked into.</param>
    public static async Task ExpectNothingSeriousAsync(IPage page, string selector = "html")
    {
        await page.EvaluateAsync(await Source);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async selector => {
                const { violations } = await axe.run(selector);
                return violations
                    .filter(({ impact }) => impact === "serious" || impact === "critical")
                    .map(({ id, help, nodes }) => `${id}: ${help}: ` + nodes.map(node => `${node.html} ${node.failureSummary}`).join("; "));
            }
            """,
            selector);
        var told = string.Join('\n', found.EnumerateArray().Select(violation => violation.GetString()));
        Assert.True(told.Length == 0, told);
    }
}
