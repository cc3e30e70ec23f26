using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Peninsula.Host.Api.Clients;

namespace Peninsula.Host.Api.Conventions;

/// <summary>
/// What every API controller shares: tokens and nothing but tokens, JSON, problems as RFC 9457 has them. A cookie opens
/// nothing here, so that there is nothing that another site could forge, and antiforgery has nothing to guard.
/// </summary>
[ApiController]
[Authorize(AuthenticationSchemes = ApiAuthentication.Scheme)]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(ApiLimits.Policy)]
[Produces("application/json", "application/problem+json")]
internal abstract class ApiController : ControllerBase;
