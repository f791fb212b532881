namespace KefuChat.Maintenance;

/// <summary>A line on the terminal that is written over; where nobody looks, nothing.</summary>
internal sealed class ConsoleProgress
{
    private string _told = "";

    /// <summary>Tells how far it is.</summary>
    public void Report(string line)
    {
        if (line != _told && !Console.IsErrorRedirected)
        {
            Console.Error.Write("\r" + line.PadRight(_told.Length));
            _told = line;
        }
    }

    /// <summary>What is told from now on goes to the next line.</summary>
    public void End()
    {
        if (_told.Length > 0)
        {
            Console.Error.WriteLine();
            _told = "";
        }
    }
}
