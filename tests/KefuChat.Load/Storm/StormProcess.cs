namespace KefuChat.Load.Storm;

/// <summary>What a process used during a storm.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="CpuMicrosecondsPerUser">CPU time.</param>
/// <param name="Cpus">CPUs kept busy.</param>
/// <param name="PeakResidentMegabytes">MiB since the process started.</param>
internal sealed record StormProcess(int Pid, double CpuMicrosecondsPerUser, double Cpus, double PeakResidentMegabytes);
