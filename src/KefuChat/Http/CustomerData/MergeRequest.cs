namespace KefuChat.Http.CustomerData;

/// <summary>Who the calling customer was before logging in.</summary>
/// <param name="VisitorToken">The visitor's token, still valid.</param>
internal sealed record MergeRequest(string VisitorToken = "");
