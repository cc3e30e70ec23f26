using System.Net;
using System.Text.RegularExpressions;

namespace Peninsula.Host.Tests;

/// <summary>A browser without a screen: keeps cookies, sends the antiforgery token of the page that it is on, follows redirects when told.</summary>
public sealed partial class Browser(HttpClient client)
{
    public HttpClient Client { get; } = client;

    public HttpResponseMessage Response { get; private set; } = null!;

    public string Html { get; private set; } = "";

    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>What a reader sees, markup aside.</summary>
    public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Html, " "), " "));

    public async Task<Browser> Get(string address)
    {
        await Keep(await Client.GetAsync(new Uri(address, UriKind.Relative)));
        return this;
    }

    /// <summary>Posts fields with the token of the page shown; follows the redirect that a successful post answers with.</summary>
    public async Task<Browser> Post(string address, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        if (Token().Match(Html) is { Success: true } token)
        {
            all.Add(KeyValuePair.Create("antiforgery", token.Groups[1].Value));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = new FormUrlEncodedContent(all) };
        request.Headers.Referrer = Response?.RequestMessage?.RequestUri;
        await Keep(await Client.SendAsync(request));
        return this;
    }

    /// <summary>Sends a request as a script of the page would, with the page's token, and shows what came back.</summary>
    public async Task<HttpStatusCode> Send(HttpRequestMessage request)
    {
        if (Token().Match(Html) is { Success: true } token)
        {
            request.Headers.TryAddWithoutValidation("X-Antiforgery", token.Groups[1].Value);
        }

        await Keep(await Client.SendAsync(request));
        return Status;
    }

    public async Task<Browser> Follow()
    {
        while (Response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
        {
            await Get(Response.Headers.Location!.OriginalString);
        }

        return this;
    }

    public async Task<Browser> SignIn(string persona)
    {
        await Get("/account/sign-in");
        await Post("/account/sign-in", ("persona", persona));
        Status.Should().Be(HttpStatusCode.Redirect, "persona {0} signs in", persona);
        return this;
    }

    private async Task Keep(HttpResponseMessage response)
    {
        Response = response;
        Html = await response.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("name=\"antiforgery\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
