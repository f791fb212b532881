using System.ComponentModel;
using KefuChat.Testing;

namespace KefuChat.Faults.Cluster;

/// <summary>Runs one of the system's programs (ip, nft, mount, …) to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="FaultException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(params string[] words)
    {
        try
        {
            return await CommandLine.RunAsync(words);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            throw new FaultException(e.Message.Trim());
        }
    }
}
