namespace KefuChat.Load.Idle;

/// <summary>A server process before the connections came and while they were idle.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="ResidentMegabytesBefore">MiB, after some users had come and gone.</param>
/// <param name="ResidentMegabytes">MiB with the connections, at the end.</param>
/// <param name="KilobytesPerConnection">The difference in KiB, by connection.</param>
/// <param name="Cpus">CPUs kept busy while all were idle.</param>
internal sealed record IdleProcess(
    int Pid, double ResidentMegabytesBefore, double ResidentMegabytes, double KilobytesPerConnection, double Cpus);
