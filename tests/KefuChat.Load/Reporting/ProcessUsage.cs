namespace KefuChat.Load.Reporting;

/// <summary>What a process used over the measured window.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="CpuMicrosecondsPerMessage">User and system time, by messages acknowledged meanwhile; null when none was.</param>
/// <param name="Cpus">CPUs kept busy.</param>
/// <param name="ResidentMegabytes">At the end of the window, in MiB.</param>
/// <param name="PeakResidentMegabytes">Since the process started, in MiB.</param>
internal sealed record ProcessUsage(
    int Pid, double? CpuMicrosecondsPerMessage, double Cpus, double ResidentMegabytes, double PeakResidentMegabytes);
