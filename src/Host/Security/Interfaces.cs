namespace Peninsula.Host.Security;

/// <summary>Which addresses are for other systems, and answer in JSON whatever happens.</summary>
internal static class Interfaces
{
    public static bool Concern(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/v2") || context.Request.Path.StartsWithSegments("/api");
}
