using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Peninsula.Activities;
using Peninsula.Activities.Assignment;
using Peninsula.Activities.Jobs;
using Peninsula.Activities.Notices;
using Peninsula.Casework.Access;
using Peninsula.Casework.Cases;
using Peninsula.Casework.Concerns;
using Peninsula.Casework.Demonstration;
using Peninsula.Casework.Disclosure;
using Peninsula.Casework.Escalations;
using Peninsula.Casework.Forms;
using Peninsula.Casework.Inbox;
using Peninsula.Casework.Jobs;
using Peninsula.Casework.Messages;
using Peninsula.Casework.Operations;
using Peninsula.Casework.Oversight;
using Peninsula.Casework.Pathways;
using Peninsula.Casework.Starts;
using Peninsula.Casework.Systems;
using Peninsula.Casework.Tasks;
using Peninsula.Casework.Words;
using Peninsula.Casework.Workflow;
using Peninsula.Workflows.Runtime;
using Peninsula.Workflows.Runtime.Jobs;

namespace Peninsula.Casework;

/// <summary>Everything that a front asks for.</summary>
public static class CaseworkServices
{
    /// <summary>
    /// Adds the use cases of casework. A front brings the store, the vocabulary, the clock, how long sessions last
    /// (<see cref="Persistence.Services.SessionLimits"/>) and who asks (<see cref="IAsker"/>), and opens the <see cref="Engine"/>.
    /// </summary>
    public static IServiceCollection AddCasework(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemonstrationOptions>().Bind(configuration.GetSection("Demonstration"));
        services.AddOptions<SystemsOptions>().Bind(configuration.GetSection("Api"));
        services.AddForms();
        services.AddEngine();
        services.AddAccess();
        services.AddCases();
        services.AddPathways();
        return services;
    }

    private static void AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<IDomainProjection, SafeguardingProjection>();
        services.AddSingleton<Engine>();
        services.AddSingleton<IInbox, StoredInbox>();
        services.AddSingleton(provider => ProductActivities.Of(provider.GetRequiredService<VocabularySource>(), provider.GetRequiredService<IInbox>(), provider.GetRequiredService<IClock>()));
        foreach (var type in ProductActivities.JobTypes)
        {
            services.AddSingleton<IJobHandler>(provider => new ActivityJobs(provider.GetRequiredService<ActivityRegistry>(), type));
        }

        services.AddSingleton<IMessagePolicy, CaseMessagePolicy>();
        services.AddSingleton<DemonstrationSeed>();
    }

    private static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<ApiClients>();
        services.AddScoped<Gate>();
        services.AddScoped<CaseFactsReader>();
        services.AddScoped<CaseOpenings>();
        services.AddScoped<NamedPeople>();
        services.AddScoped<SessionService>();
        services.AddScoped<DisclosureFilter>();
        services.AddScoped<OpenClasses>();
        services.AddScoped<RestrictedCases>();
        services.AddScoped<DisclosedFiles>();
        services.AddScoped<InstanceVisibility>();
        services.AddScoped<ReadableVariables>();
    }

    private static void AddCases(this IServiceCollection services)
    {
        services.AddScoped(provider => new Moments(provider.GetRequiredService<Vocabulary>().Calendar, provider.GetRequiredService<IClock>()));
        services.AddScoped<Names>();
        services.AddScoped<CaseFiles>();
        services.AddScoped<CaseList>();
        services.AddScoped<ProcessStarter>();
        services.AddScoped<StartablePathways>();
        services.AddScoped<StartService>();
        services.AddScoped<ConcernForm>();
        services.AddScoped<ConcernService>();
        services.AddScoped<WorkLists>();
        services.AddScoped<TaskService>();
        services.AddScoped<TaskList>();
        services.AddScoped<TaskHolders>();
        services.AddScoped<TaskLaws>();
        services.AddScoped<Inboxes>();
        services.AddScoped<EscalationService>();
        services.AddScoped<OpenEscalations>();
        services.AddScoped<OverdueCounts>();
        services.AddScoped<OverdueTables>();
        services.AddScoped<WaitingEscalations>();
        services.AddScoped<MessageService>();
        services.AddScoped<DeploymentService>();
        services.AddSingleton<JobSignal>();
        services.AddScoped<JobService>();
        services.AddScoped<InstanceOperations>();
        services.AddScoped<BatchOperations>();
    }
}
