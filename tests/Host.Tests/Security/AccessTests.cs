using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Host.Access;

namespace Peninsula.Host.Tests.Security;

/// <summary>No page without a rule: each action names what it asks of the access policy, or says that it is for everybody.</summary>
public sealed class AccessTests
{
    private static IEnumerable<MethodInfo> Actions =>
        typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(ControllerBase)) && !type.IsAbstract)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName);

    [Fact]
    public void Every_action_asks_the_policy_or_says_that_it_is_for_everybody()
    {
        Actions.Should().NotBeEmpty();
        Actions.Where(action => !Has<AsksAttribute>(action) && !Has<AllowAnonymousAttribute>(action))
            .Select(action => $"{action.DeclaringType!.Name}.{action.Name}")
            .Should().BeEmpty();
    }

    [Fact]
    public void Every_rule_that_is_named_exists()
    {
        var rules = typeof(AccessPolicy).GetMethods().Concat(typeof(AccessRules).GetMethods()).Select(method => method.Name).ToHashSet();

        Actions.SelectMany(action => action.GetCustomAttributes<AsksAttribute>().Concat(action.DeclaringType!.GetCustomAttributes<AsksAttribute>()))
            .Select(asks => asks.Rule)
            .Should().NotBeEmpty().And.OnlyContain(rule => rules.Contains(rule));
    }

    [Fact]
    public void Every_action_says_by_which_method_it_is_reached() =>
        Actions.Where(action => !Has<HttpMethodAttribute>(action) && !Has<RouteAttribute>(action)).Should().BeEmpty();

    private static bool Has<T>(MethodInfo action)
        where T : Attribute =>
        action.GetCustomAttributes<T>().Any() || (typeof(T) != typeof(RouteAttribute) && action.DeclaringType!.GetCustomAttributes<T>().Any());
}
