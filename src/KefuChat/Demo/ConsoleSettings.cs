namespace KefuChat.Demo;

/// <summary>What the console asks before anybody has signed in.</summary>
/// <param name="Development">Whether <c>/demo/token</c> gives out tokens.</param>
/// <param name="Demo">For whom a seller might ask; nobody but in Development.</param>
internal sealed record ConsoleSettings(bool Development, IReadOnlyList<DemoSeller> Demo);
