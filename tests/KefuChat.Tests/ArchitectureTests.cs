using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace KefuChat.Tests;

/// <summary>The house: who may know whom. A frame's way is followed downwards, without turning back.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>What each folder may use; Protocol and Configuration stand below everything.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Protocol"] = [],
        ["Configuration"] = ["Protocol"],
        ["Cluster"] = ["Protocol", "Configuration"],
        ["Telemetry"] = ["Protocol", "Configuration"],
        ["Push"] = ["Protocol", "Configuration"],
        ["Storage"] = ["Protocol", "Configuration", "Cluster", "Telemetry"],
        ["Routing"] = ["Protocol", "Configuration", "Cluster", "Telemetry", "Push"],
        ["Authentication"] = ["Protocol", "Configuration"],
        ["Connections"] = ["Protocol", "Configuration", "Telemetry", "Routing"],
        ["Shops"] = ["Protocol", "Configuration", "Storage", "Routing", "Connections"],
        ["Uploads"] = ["Protocol", "Configuration", "Authentication", "Storage"],
        ["Support"] = ["Protocol", "Configuration", "Telemetry", "Storage", "Routing", "Shops", "Uploads"],
        ["Clients"] = ["Protocol", "Configuration", "Telemetry", "Authentication", "Storage", "Routing", "Connections", "Support"],
        ["Http"] = ["Protocol", "Configuration", "Authentication", "Storage", "Routing", "Connections", "Shops", "Uploads", "Support"],
        ["Web"] = [],
        ["Maintenance"] = ["Protocol", "Configuration", "Storage", "Uploads"],
        ["Demo"] = ["Protocol", "Configuration", "Authentication", "Storage", "Shops", "Web"],
    };

    [Fact]
    public void Every_folder_uses_only_what_lies_below_it()
    {
        var offences =
            from file in SourceFiles()
            let folder = FolderOf(file)
            where folder is not null
            from used in Uses(File.ReadAllText(file))
            where used != folder && !Allowed[folder].Contains(used)
            select $"{Path.GetRelativePath(Root(), file)} uses {used}";
        Assert.Empty(offences);
    }

    [Fact]
    public void Every_folder_has_its_rule_and_every_rule_its_folder()
    {
        var folders = SourceFiles().Select(FolderOf).OfType<string>().Distinct().Order();
        Assert.Equal(Allowed.Keys.Order(), folders);
    }

    [Fact]
    public void A_file_is_named_for_the_one_type_in_it()
    {
        var offences =
            from file in SourceFiles()
            where FolderOf(file) is not null
            let types = TypeDeclaration().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToList()
            where types.Count != 1 || types[0] != Path.GetFileNameWithoutExtension(file)
            select $"{Path.GetRelativePath(Root(), file)}: {string.Join(", ", types)}";
        Assert.Empty(offences);
    }

    private static IEnumerable<string> SourceFiles() => Directory
        .EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string? FolderOf(string file)
    {
        var parts = Path.GetRelativePath(Root(), file).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : null;
    }

    private static IEnumerable<string> Uses(string source) =>
        Namespace().Matches(source).Select(match => match.Groups[1].Value).Distinct();

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "KefuChat"));

    [GeneratedRegex(@"\bKefuChat\.([A-Z]\w+)\b")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:internal|public) (?:(?:static|sealed|abstract|partial|readonly|ref) )*(?:class|struct|enum|interface|record struct|record) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
