using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Peninsula.Host.Tests.Api;

/// <summary>The host on a port of loopback, on a database of its own and the system's clock: as other systems meet it.</summary>
public sealed class ApiHost : WebApplicationFactory<Program>
{
    private readonly string _database = Path.Combine(Path.GetTempPath(), $"peninsula-{Guid.NewGuid():N}.db");

    public ApiHost()
    {
        UseKestrel(0);
        StartServer();
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public string Address { get; }

    /// <summary>A client with a token, as one of the demonstration's systems.</summary>
    public async Task<HttpClient> ConnectAsync(string clientId = "torbay-partnership")
    {
        var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = "demonstration",
        });
        var answer = await client.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:Peninsula", $"Data Source={_database}");
        builder.UseSetting("Demonstration:Enabled", "true");
        builder.UseSetting("Demonstration:Seed", "false");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_database) + "*"))
            {
                File.Delete(file);
            }
        }
    }
}

internal static class Requests
{
    public static async Task<(int Status, JsonElement Body)> SendAsync(this HttpClient client, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        }

        var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public static Task<(int Status, JsonElement Body)> PostAsync(this HttpClient client, string path, string json = "{}") => client.SendAsync(HttpMethod.Post, path, json);

    public static Task<(int Status, JsonElement Body)> ReadAsync(this HttpClient client, string path) => client.SendAsync(HttpMethod.Get, path);

    public static async Task<(int Status, JsonElement Body)> DeployAsync(this HttpClient client, params (string Name, string Text)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, text) in files)
        {
            form.Add(new StringContent(text), "resources", name);
        }

        var response = await client.PostAsync(new Uri("/v2/deployments", UriKind.Relative), form);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
