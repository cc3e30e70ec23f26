namespace Peninsula.Activities.Directory;

/// <summary>An agency: children's social care, the police, health ...</summary>
/// <param name="Key">Its key, the part of a function's key before the dot.</param>
/// <param name="Name">Its name on the screen.</param>
public sealed record Agency(string Key, string Name);

/// <summary>A council area of the peninsula, with the chairs at the top of its ladder.</summary>
/// <param name="Key">Its key, which cases carry in the variable <c>area</c>.</param>
/// <param name="Name">Its name on the screen.</param>
/// <param name="Partnership">The safeguarding partnership it belongs to.</param>
/// <param name="MacseChair">The id of the person who chairs its operational MACSE.</param>
/// <param name="BoardChair">The id of the person who chairs, or scrutinises, its partnership.</param>
public sealed record Area(string Key, string Name, string Partnership, string MacseChair, string BoardChair);

/// <summary>What an agency does in a pathway, named on lanes: <c>police.mash</c>.</summary>
/// <param name="Key">Agency and function, joined by a dot.</param>
/// <param name="Name">Its name on the screen.</param>
/// <param name="Agency">The agency's key.</param>
public sealed record AgencyFunction(string Key, string Name, string Agency);
