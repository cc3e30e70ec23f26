namespace Peninsula.Casework;

/// <summary>The host does not start as it is set up. The message is for whoever set it up: what is wrong, and which setting mends it.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
