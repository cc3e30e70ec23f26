using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Activities.Jobs;
using Peninsula.Activities.Notices;
using Peninsula.Host.Access;
using Peninsula.Host.Cases;
using Peninsula.Host.Casework.Access;
using Peninsula.Host.Casework.Disclosure;
using Peninsula.Host.Casework.Escalations;
using Peninsula.Host.Casework.Forms;
using Peninsula.Host.Casework.Messages;
using Peninsula.Host.Casework.Pathways;
using Peninsula.Host.Casework.Starts;
using Peninsula.Host.Casework.Tasks;
using Peninsula.Host.Demonstration;
using Peninsula.Host.Features.Cases;
using Peninsula.Host.Features.Concerns;
using Peninsula.Host.Features.Escalations;
using Peninsula.Host.Features.Inbox;
using Peninsula.Host.Features.Oversight;
using Peninsula.Host.Features.Sessions;
using Peninsula.Host.Features.Starts;
using Peninsula.Host.Features.Work;
using Peninsula.Host.Words;
using Peninsula.Persistence.Setup;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Host.Hosting;

/// <summary>The engine, its store, and what the pages ask of them.</summary>
internal static class CaseServices
{
    internal static IServiceCollection AddCases(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<IDomainProjection, SafeguardingProjection>();
        services.AddPeninsulaPersistence(ChosenDatabase.Of(configuration, environment.ContentRootPath));
        services.AddOptions<DemonstrationOptions>().Bind(configuration.GetSection("Demonstration"));
        services.AddSingleton<Engine>();
        services.AddSingleton<IInbox, StoredInbox>();
        services.AddSingleton(provider => new ActivityRegistry(provider.GetRequiredService<IClock>(), provider.GetRequiredService<VocabularySource>().Current.Calendar.Zone)
            .Add(new NotifyActivity(provider.GetRequiredService<VocabularySource>(), provider.GetRequiredService<IInbox>())));
        services.AddSingleton<IJobHandler>(provider => new ActivityJobs(provider.GetRequiredService<ActivityRegistry>(), "notify"));
        services.AddSingleton<DemonstrationSeed>();
        services.AddHostedService<EngineStartup>();

        services.AddScoped(provider => new Moments(provider.GetRequiredService<Vocabulary>().Calendar, provider.GetRequiredService<IClock>()));
        services.AddScoped<Names>();
        services.AddScoped<Gate>();
        services.AddScoped<CaseFacing>();
        services.AddScoped<Sight>();
        services.AddScoped<Drafts>();
        services.AddScoped<WorkLists>();
        services.AddSingleton<IMessagePolicy, CaseMessagePolicy>();
        services.AddScoped<CaseOpenings>();
        services.AddScoped<NamedPeople>();
        services.AddScoped<OpenClasses>();
        services.AddScoped<RestrictedCases>();
        services.AddScoped<DisclosedFiles>();
        services.AddScoped<MessageService>();
        services.AddScoped<DeploymentService>();
        services.AddScoped<ProcessStarter>();
        services.AddScoped<TaskService>();
        services.AddScoped<TaskHolders>();
        services.AddScoped<AnswerBinder>();
        services.AddScoped<TaskLaws>();
        services.AddScoped<CaseFiles>();
        services.AddScoped<OverdueCounts>();
        services.AddScoped<OverdueTables>();
        services.AddScoped<WaitingEscalations>();
        services.AddScoped<Inboxes>();
        services.AddScoped<EscalationService>();
        services.AddScoped<OpenEscalations>();
        services.AddScoped<SessionDesk>();
        services.AddScoped<ConcernForm>();
        services.AddPathways();
        services.AddScoped<ConcernDesk>();
        services.AddScoped<StartablePathways>();
        services.AddScoped<StartDesk>();
        return services;
    }
}
