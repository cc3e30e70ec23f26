using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Peninsula.Host.Hosting;

/// <summary>Finds controllers though nothing outside this project can name them.</summary>
internal sealed class InternalControllers : ControllerFeatureProvider
{
    protected override bool IsController(TypeInfo typeInfo) =>
        typeInfo is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeInfo.IsAssignableTo(typeof(ControllerBase));
}
