using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Peninsula.Host.Tests.Crashes;

/// <summary>The whole host in a process of its own, so that it can be killed.</summary>
internal sealed class KilledWebHost : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Uri _address;

    private KilledWebHost(Process process, Uri address) => (_process, _address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address => _address;

    public static Task<KilledWebHost> StartAsync(string databaseFile) => StartOnAsync($"Data Source={databaseFile}");

    public static async Task<KilledWebHost> StartOnAsync(string connectionString)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Demonstration__Enabled"] = "true";
        start.Environment["ConnectionStrings__Peninsula"] = connectionString;
        start.Environment["Demonstration__Seed"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        // Nobody reads a pipe that is full.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        var host = new KilledWebHost(process, address);
        using var client = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Longest && !process.HasExited; await Task.Delay(50))
        {
            try
            {
                if ((await client.GetAsync(new Uri("/account/sign-in", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return host;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        host.Dispose();
        throw new InvalidOperationException($"The host did not start: {await errors}");
    }

    public Task<Browser> SignedIn(string persona) => new Browser(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _address }).SignIn(persona);

    /// <summary>On Linux this is SIGKILL: nothing of the process runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
