namespace MessagePack;

/// <summary>The kinds of value the MessagePack format has. The numbers are those of the published package.</summary>
public enum MessagePackType : byte
{
    /// <summary>The one code the format never uses, 0xc1.</summary>
    Unknown = 0,

    /// <summary>A signed or unsigned integer of at most 64 bits.</summary>
    Integer = 1,

    /// <summary>Nil.</summary>
    Nil = 2,

    /// <summary>True or false.</summary>
    Boolean = 3,

    /// <summary>A 32-bit or 64-bit floating point number.</summary>
    Float = 4,

    /// <summary>A string, in UTF-8.</summary>
    String = 5,

    /// <summary>A byte string.</summary>
    Binary = 6,

    /// <summary>A sequence of values.</summary>
    Array = 7,

    /// <summary>A sequence of pairs of values.</summary>
    Map = 8,

    /// <summary>A byte string tagged with an application's type number.</summary>
    Extension = 9,
}
