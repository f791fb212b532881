using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace KefuChat.Benchmarks;

/// <summary>
/// How all benchmarks run: in this process, as a project made for each of them would be built under the rules of this
/// repository, with its browser side. Time, operations per second and bytes allocated, on all threads, per operation.
/// </summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    /// <summary>The job is the default one, so that arguments as <c>--iterationCount 5</c> change it.</summary>
    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsDefault());
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(StatisticColumn.OperationsPerSecond);
    }
}
