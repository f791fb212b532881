using System.Globalization;
using System.Security.Cryptography;

namespace KefuChat.Storage;

/// <summary>Names for messages without a uuid: 96 random bits of this process and a number. Safe to call from any thread.</summary>
internal sealed class DedupeIds
{
    private readonly string _process = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)) + "-";
    private long _count;

    /// <summary>One that was never given before, anywhere.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{_process}{Interlocked.Increment(ref _count):x}");
}
