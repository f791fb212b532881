namespace KefuChat.Storage.Assignments;

/// <summary>What a claim or a change came to.</summary>
/// <param name="Assignment">As it is now; null when there is none.</param>
/// <param name="IsChanged">
/// Whether this call changed it. A call that is made again after it succeeded finds everything done, and changes nothing.
/// </param>
internal readonly record struct AssignmentUpdate(Assignment? Assignment, bool IsChanged);
