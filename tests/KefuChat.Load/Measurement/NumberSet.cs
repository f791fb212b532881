using System.Numerics;

namespace KefuChat.Load.Measurement;

/// <summary>
/// A growing set of small numbers, one bit each: a run of millions of messages fits in some hundred kilobytes.
/// One thread adds; others may read, and see what it was a moment ago.
/// </summary>
internal sealed class NumberSet
{
    private ulong[] _words = new ulong[16];

    /// <summary>Adds <paramref name="number"/>; false when it was there.</summary>
    public bool Add(int number)
    {
        var index = number >> 6;
        if (index >= _words.Length)
        {
            var larger = new ulong[Math.Max(2 * _words.Length, index + 1)];
            _words.CopyTo(larger, 0);
            Volatile.Write(ref _words, larger);
        }

        var bit = 1UL << (number & 63);
        if ((_words[index] & bit) != 0)
        {
            return false;
        }

        _words[index] |= bit;
        return true;
    }

    public bool Contains(int number)
    {
        var words = Volatile.Read(ref _words);
        return number >> 6 < words.Length && (words[number >> 6] & (1UL << (number & 63))) != 0;
    }

    /// <summary>How many numbers are here and not in <paramref name="other"/>.</summary>
    public long CountMissingFrom(NumberSet other)
    {
        var words = Volatile.Read(ref _words);
        var others = Volatile.Read(ref other._words);
        long missing = 0;
        for (var i = 0; i < words.Length; i++)
        {
            missing += BitOperations.PopCount(words[i] & ~(i < others.Length ? others[i] : 0));
        }

        return missing;
    }
}
