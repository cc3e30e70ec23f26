using Microsoft.AspNetCore.Mvc;
using Peninsula.Casework;

namespace Peninsula.Host.Api.Conventions;

/// <summary>Ends a request with a problem: what is wrong and what to do about it.</summary>
internal sealed class ApiProblem(int status, string title, string detail) : Exception(detail)
{
    public int Status => status;

    public string Title => title;

    /// <summary>Nothing of that key, or nothing that the client may know of: the two look the same.</summary>
    public static ApiProblem NotFound(string what, object key) =>
        new(StatusCodes.Status404NotFound, "NOT_FOUND", $"There is no {what} {key}, or it is not your agency's. Check the key; search shows what you can see.");

    public static ApiProblem Invalid(string detail) => new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", detail);

    public static ApiProblem Forbidden(string detail) => new(StatusCodes.Status403Forbidden, "FORBIDDEN", detail);

    public static ApiProblem Conflict(string detail) => new(StatusCodes.Status409Conflict, "INVALID_STATE", detail);

    public static ApiProblem NotOffered(string detail) => new(StatusCodes.Status501NotImplemented, "NOT_OFFERED", detail);

    public ProblemDetails ToDetails(string instance) => Details(status, title, Message, instance);

    public static ProblemDetails Details(int status, string title, string detail, string instance) => new()
    {
        Type = "about:blank",
        Title = title,
        Status = status,
        Detail = detail,
        Instance = instance,
    };
}

internal static class Outcomes
{
    /// <summary>Goes on when the use case is done; ends the request with a problem otherwise, which names what is not there as whoever asked called it.</summary>
    internal static void OrThrow(this Outcome outcome, string what, Key key)
    {
        if (ReferenceEquals(outcome, Outcome.NotThere))
        {
            throw ApiProblem.NotFound(what, key);
        }

        outcome.OrThrow();
    }

    /// <summary>Goes on when the use case is done; ends the request with a problem otherwise.</summary>
    internal static void OrThrow(this Outcome outcome)
    {
        if (outcome.Denial is { } denial)
        {
            throw denial switch
            {
                Denial.NotThere => new ApiProblem(StatusCodes.Status404NotFound, "NOT_FOUND", outcome.Why!),
                Denial.Forbidden => ApiProblem.Forbidden(outcome.Why!),
                Denial.Overtaken => ApiProblem.Conflict(outcome.Why!),
                Denial.Busy => new ApiProblem(StatusCodes.Status503ServiceUnavailable, "RESOURCE_EXHAUSTED", outcome.Why!),
                _ => ApiProblem.Invalid(outcome.Why!),
            };
        }
    }
}
