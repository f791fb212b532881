using System.Text;

namespace KefuChat.Load.Options;

/// <summary>Reads arguments by a program's table of options, and tells of the table in its usage text.</summary>
internal static class OptionArguments
{
    private const int HelpColumn = 26;

    /// <summary>The options that <paramref name="arguments"/> give, in their order, each with its values.</summary>
    /// <exception cref="OptionException">There is no such option, or a value is missing.</exception>
    public static IReadOnlyList<(OptionEntry<T> Option, string Value)> Pair<T>(
        IReadOnlyList<OptionEntry<T>> table, IReadOnlyList<string> arguments)
    {
        var pairs = new List<(OptionEntry<T>, string)>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var option = table.FirstOrDefault(entry => entry.Name == arguments[i])
                ?? throw new OptionException($"{arguments[i]}: no such option; --help lists them");
            var values = arguments.Skip(i + 1).Take(option.ValueCount).ToList();
            if (values.Count < option.ValueCount)
            {
                throw new OptionException($"{option.Name}: needs a value, {option.Value}");
            }

            pairs.Add((option, string.Join(' ', values)));
            i += option.ValueCount;
        }

        return pairs;
    }

    /// <summary>A line of help for each option.</summary>
    public static StringBuilder AppendHelp<T>(this StringBuilder usage, IReadOnlyList<OptionEntry<T>> table)
    {
        foreach (var option in table)
        {
            usage.Append("  ").Append($"{option.Name} {option.Value}".PadRight(HelpColumn)).AppendLine(option.Help);
        }

        return usage;
    }
}
