namespace Peninsula.Host.Access;

/// <summary>
/// Names the rule of the access policy that an action asks before it shows or changes anything. An action without it, and
/// not marked anonymous, fails the tests; one that answers without having asked fails in front of whoever called it.
/// </summary>
/// <param name="rule">The name of a method of the access policy.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class AsksAttribute(string rule) : Attribute
{
    public string Rule { get; } = rule;
}
