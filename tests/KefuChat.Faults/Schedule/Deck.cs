namespace KefuChat.Faults.Schedule;

/// <summary>Cards that are drawn by chance; each once before they are shuffled again.</summary>
internal sealed class Deck<T>(IReadOnlyList<T> cards, Random random)
{
    private readonly T[] _cards = [.. cards];
    private int _drawn = cards.Count;

    /// <summary>The next one.</summary>
    public T Next()
    {
        if (_drawn == _cards.Length)
        {
            random.Shuffle(_cards);
            _drawn = 0;
        }

        return _cards[_drawn++];
    }
}
