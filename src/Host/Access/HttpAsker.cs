using Peninsula.Casework.Access;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Access;

/// <summary>Whoever makes this request.</summary>
internal sealed class HttpAsker(IHttpContextAccessor http) : IAsker
{
    public string? Person => http.HttpContext?.User.UserId();

    public string? System => http.HttpContext?.User.ClientId();
}
