using System.Globalization;
using System.Text;
using NpgsqlTypes;

namespace KefuChat.Maintenance.Migration;

/// <summary>A column of a table in PostgreSQL, and where it comes from.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Type">Its type.</param>
/// <param name="Source">The expression in SQLite; the same name when null.</param>
/// <param name="IsMessageId">Whether it names a message, whose id becomes another.</param>
internal sealed record MigratedColumn(string Name, NpgsqlDbType Type, string? Source = null, bool IsMessageId = false)
{
    /// <summary>The value in PostgreSQL of one read from SQLite.</summary>
    public object Convert(object value, MessageIds ids) => Type switch
    {
        NpgsqlDbType.Bigint when IsMessageId => ids.Of((long)value),
        NpgsqlDbType.Smallint => checked((short)(long)value),
        NpgsqlDbType.Boolean => (long)value != 0,

        // A character that a text of PostgreSQL's cannot hold.
        NpgsqlDbType.Text => ((string)value).Replace('\0', '\uFFFD'),
        _ => value,
    };

    /// <summary>A value of a key, for people.</summary>
    public string Describe(object value) => string.Create(
        CultureInfo.InvariantCulture, $"{Name} {(value is byte[] text ? Encoding.UTF8.GetString(text) : value)}");
}
