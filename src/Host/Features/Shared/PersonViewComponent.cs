using Microsoft.AspNetCore.Mvc;
using Peninsula.Host.Identity;

namespace Peninsula.Host.Features.Shared;

/// <summary>Who is signed in, in the header, with the way out.</summary>
public sealed class PersonViewComponent(IPersonas personas) : ViewComponent
{
    public IViewComponentResult Invoke() =>
        UserClaimsPrincipal.UserId() is { } id && personas.Find(id) is { } persona ? View(persona) : Content("");
}
