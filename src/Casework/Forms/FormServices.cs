using Microsoft.Extensions.DependencyInjection;
using Peninsula.Casework.Forms.Binding;

namespace Peninsula.Casework.Forms;

/// <summary>Forms rendered and checked on the server, and what was typed into them so far.</summary>
internal static class FormServices
{
    internal static IServiceCollection AddForms(this IServiceCollection services)
    {
        services.AddSingleton<IFormExpressions, FeelFormExpressions>();
        services.AddSingleton<FormBinder>();
        services.AddScoped<AnswerBinder>();
        services.AddScoped<Drafts>();
        return services;
    }
}
