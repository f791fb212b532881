namespace KefuChat.Support;

/// <summary>What was removed of a customer.</summary>
/// <param name="Messages">Messages, from all queues they were in.</param>
/// <param name="Files">Files of that customer's conversations, whoever uploaded them.</param>
/// <param name="Profile">Whether there was a profile.</param>
/// <param name="Blocks">Blocks and mutes.</param>
internal sealed record ErasureReport(int Messages, int Files, bool Profile, int Blocks);
