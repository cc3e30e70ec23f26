using Peninsula.Persistence.Files;

namespace Peninsula.Host.Hosting;

/// <summary>Which database the settings name: <c>ConnectionStrings:Peninsula</c>, or a SQLite file beside the binaries.</summary>
internal static class ChosenDatabase
{
    /// <summary>The database of a host's settings.</summary>
    public static string Of(IConfiguration configuration, string contentRoot)
    {
        if (configuration.GetConnectionString("Peninsula") is { Length: > 0 } given)
        {
            return given;
        }

        var folder = PrivateFile.Folder(Path.Combine(contentRoot, "App_Data"));
        return $"Data Source={Path.Combine(folder.FullName, "peninsula.db")}";
    }

    /// <summary>The database that a host started here would use: the same files and variables, without starting one.</summary>
    public static string OfSettings() => Of(Settings(), AppContext.BaseDirectory);

    /// <summary>The settings that a host started here would have: the same files and variables.</summary>
    public static IConfiguration Settings()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Production;
        return new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
    }
}
