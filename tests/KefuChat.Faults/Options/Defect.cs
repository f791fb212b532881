using KefuChat.Faults.Defects;
using KefuChat.Storage;

namespace KefuChat.Faults.Options;

/// <summary>What is wrong with the storage nodes of a run that is to show that the suite finds it.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Spoil">Makes a defective store of a good one.</param>
internal sealed record Defect(string Name, Func<IMessageStore, IMessageStore> Spoil)
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        new("ack-before-commit", store => new AckBeforeCommit(store)),
        new("dedupe-off", store => new DedupeOff(store)),
    ];
}
