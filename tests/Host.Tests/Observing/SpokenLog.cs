using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Peninsula.Host.Tests.Observing;

/// <summary>Keeps all that is logged: the line, what was put into it, the scopes around it, and the whole of an exception.</summary>
internal sealed class SpokenLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = [];
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public string All => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(SpokenLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} {Fields(state)} {exception}";
            log._scopes.ForEachScope((scope, _) => line += $" [{scope} {Fields(scope)}]", 0);
            log._lines.Enqueue(line);
        }

        private static string Fields(object? state) => state is IEnumerable<KeyValuePair<string, object?>> fields ? string.Join(' ', fields) : "";
    }
}
