using NodaTime;
using Peninsula.Host.Forms.Binding;

namespace Peninsula.Host.Forms;

/// <summary>Forms rendered and checked on the server.</summary>
internal static class FormServices
{
    internal static IServiceCollection AddForms(this IServiceCollection services, IClock clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<IFormExpressions, FeelFormExpressions>();
        services.AddSingleton<FormBinder>();
        return services;
    }
}
