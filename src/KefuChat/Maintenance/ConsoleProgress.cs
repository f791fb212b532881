namespace KefuChat.Maintenance;

/// <summary>A line on the terminal that is written over; where nobody looks, nothing.</summary>
/// <param name="what">What is in progress.</param>
internal sealed class ConsoleProgress(string what)
{
    private int _told = -1;

    /// <summary>Tells how much is done.</summary>
    /// <param name="done">0 to 1.</param>
    public void Report(double done)
    {
        var percent = (int)(100 * done);
        if (percent == _told || Console.IsErrorRedirected)
        {
            return;
        }

        _told = percent;
        Console.Error.Write($"\r{what}: {percent} %{(percent == 100 ? Environment.NewLine : "")}");
    }
}
