namespace Peninsula.Casework.Access;

/// <summary>Who asks, as the front has proved it. What they may do is not the front's to say: see <see cref="Gate"/>.</summary>
public interface IAsker
{
    /// <summary>The id of the person who is signed in, or null.</summary>
    string? Person { get; }

    /// <summary>The id of the registered system that asks, or null.</summary>
    string? System { get; }
}
