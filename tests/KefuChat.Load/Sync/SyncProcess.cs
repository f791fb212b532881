namespace KefuChat.Load.Sync;

/// <summary>What a server process used for one user's login and sync.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="CpuMilliseconds">CPU time.</param>
internal sealed record SyncProcess(int Pid, double CpuMilliseconds);
