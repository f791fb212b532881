using KefuChat.Storage.Sharding;
using KefuChat.Uploads;

namespace KefuChat.Support;

/// <summary>Adds customer service around the messages: who answers, who may see and write what, what is kept.</summary>
internal static class SupportServices
{
    /// <summary>For a gateway.</summary>
    public static IServiceCollection AddKefuSupport(this IServiceCollection services)
    {
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<IRepairedMessages, RepairedMessages>();
        services.AddSingleton<MessagePolicy>();
        services.AddSingleton<WordFilters>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<MessageServices>();
        services.AddSingleton<SystemNotes>();
        services.AddSingleton<AssignmentDesk>();
        services.AddSingleton<ColleagueNotices>();
        services.AddSingleton<ConversationAccess>();
        services.AddSingleton<IConversationAccess, ConversationFileAccess>();
        services.AddSingleton<VisitorMerge>();
        services.AddSingleton<CustomerErasure>();
        services.AddSingleton<Retention>();
        services.AddHostedService<Housekeeping>();
        return services;
    }
}
