using System.Collections;
using System.Reflection;

namespace KefuChat.Configuration;

/// <summary>Finds settings nobody reads: a misspelt or misplaced one must not be taken for its default.</summary>
internal static class UnknownSettings
{
    /// <summary>A sentence for each unknown setting of a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="type">The options type it is bound to.</param>
    public static IEnumerable<string> Find(IConfigurationSection section, Type type)
    {
        if (ElementOf(type) is { } element)
        {
            return string.IsNullOrEmpty(section.Value)
                ? section.GetChildren().SelectMany(child => Find(child, element))
                : [$"{section.Path} is '{section.Value}'; it is a list: its first entry is {section.Path}:0."];
        }

        if (type.Namespace != typeof(UnknownSettings).Namespace)
        {
            return [];
        }

        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        if (!string.IsNullOrEmpty(section.Value))
        {
            return [$"{section.Path} is '{section.Value}'; it is a section, which has {string.Join(", ", known.Select(p => p.Name))}."];
        }

        return section.GetChildren().SelectMany(child =>
            known.FirstOrDefault(p => string.Equals(p.Name, child.Key, StringComparison.OrdinalIgnoreCase)) is { } property
                ? Find(child, property.PropertyType)
                : [$"{child.Path} is not a setting; {section.Path} has {string.Join(", ", known.Select(p => p.Name))}."]);
    }

    private static Type? ElementOf(Type type) =>
        type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType
            ? type.GetGenericArguments()[0]
            : null;
}
