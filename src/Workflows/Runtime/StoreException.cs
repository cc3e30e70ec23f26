namespace Peninsula.Workflows.Runtime;

/// <summary>The store cannot be reached or written now (disk full, locked, gone). Nothing is wrong with the instance; what was asked may be asked again.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Too much waits to be written. Nothing was changed; what was asked may be asked again in a moment.</summary>
public sealed class BusyException() : StoreException("Too much waits to be written. Nothing was changed; try again in a moment.");
