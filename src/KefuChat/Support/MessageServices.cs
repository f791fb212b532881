namespace KefuChat.Support;

/// <summary>What customer service does with the messages of a connection.</summary>
/// <param name="Policy">Whether they may be written.</param>
/// <param name="Delivery">Hands them to routing.</param>
/// <param name="ReadMarks">How far somebody has read.</param>
/// <param name="Desk">Who answers.</param>
/// <param name="Colleagues">Tells who answers what others do.</param>
internal sealed record MessageServices(
    MessagePolicy Policy, MessageDelivery Delivery, ReadMarks ReadMarks, AssignmentDesk Desk, ColleagueNotices Colleagues);
