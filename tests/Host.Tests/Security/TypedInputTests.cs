using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Peninsula.Host.Tests.Features;

namespace Peninsula.Host.Tests.Security;

/// <summary>What a page cannot take is refused in plain words, and whoever typed it can still copy it.</summary>
public sealed partial class TypedInputTests : IClassFixture<TypedInputTests.Service>
{
    private const string Worker = "torbay-mash-social-worker";

    private readonly HostFactory _host;

    public TypedInputTests(Service service) => _host = service.Host;

    [Fact]
    public async Task An_answer_of_300_kB_is_too_long_and_still_there()
    {
        var (worker, task) = await TriageAsync();
        var text = string.Concat(Enumerable.Repeat("Seen again. ", 25_000));

        await worker.Post(task, ("command", "complete"), ("f.triageReason", text));

        worker.Status.Should().Be(HttpStatusCode.OK);
        worker.Text.Should().Contain("There is a problem").And.Contain("characters");
        worker.Html.Should().Contain(text.TrimEnd());
    }

    [Fact]
    public async Task A_null_character_is_refused_and_the_text_without_it_is_shown()
    {
        var (worker, task) = await TriageAsync();

        await worker.Post(task, ("command", "complete"), ("f.triageReason", "Seen \0again with an adult"));

        worker.Status.Should().Be(HttpStatusCode.BadRequest);
        worker.Text.Should().Contain("cannot be kept").And.Contain("Nothing was changed").And.Contain("Seen again with an adult");
        (await worker.Get(task)).Text.Should().Contain("Complete task");
    }

    [Fact]
    public async Task A_hundred_thousand_fields_are_too_many()
    {
        var (worker, task) = await TriageAsync();

        await worker.Post(task, [.. Enumerable.Range(0, 100_000).Select(i => ($"f.{i}", "x"))]);

        worker.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        worker.Text.Should().Contain("That is more than this service takes").And.Contain("2,048 fields");
    }

    [Fact]
    public async Task A_field_of_a_page_that_is_no_form_has_its_limit_too()
    {
        var browser = await _host.SignedIn(Worker);
        await browser.Get("/work");
        var text = new string('x', 300_000);

        await browser.Post("/concerns", ("note", text));

        browser.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        browser.Html.Should().Contain(text, "it can be copied");
    }

    [Fact]
    public async Task What_another_site_sends_is_not_shown_as_if_it_had_been_typed_here()
    {
        var browser = await _host.SignedIn(Worker);
        await browser.Get("/accessibility");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("note", "Click here\0 to win")]);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/concerns", UriKind.Relative)) { Content = form };
        request.Headers.Add("X-Antiforgery", "none");
        await browser.Send(request);

        browser.Status.Should().Be(HttpStatusCode.BadRequest);
        browser.Text.Should().NotContain("to win");
    }

    [Fact]
    public async Task Whoever_was_signed_out_while_typing_loses_nothing()
    {
        var (worker, task) = await TriageAsync();
        _host.Clock.AdvanceMinutes(45);

        await worker.Post(task, ("command", "complete"), ("f.triageReason", "An hour of thought"));

        worker.Status.Should().Be(HttpStatusCode.Unauthorized);
        worker.Text.Should().Contain("You were signed out").And.Contain("An hour of thought");
        worker.Html.Should().Contain($"/account/sign-in?returnUrl={Uri.EscapeDataString(task)}");
    }

    [Fact]
    public async Task Whoever_was_signed_out_before_they_pressed_a_button_is_told_so_and_comes_back_to_their_page()
    {
        var (worker, task) = await TriageAsync();
        _host.Clock.AdvanceMinutes(45);

        await worker.Post($"{task}/claim");

        worker.Status.Should().Be(HttpStatusCode.Unauthorized);
        worker.Text.Should().Contain("You were signed out").And.NotContain("not for your role");
        worker.Html.Should().Contain($"/account/sign-in?returnUrl={Uri.EscapeDataString(task)}\"");
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_told_plainly_and_what_was_typed_is_shown()
    {
        var (worker, task) = await TriageAsync();
        using (var other = new SqliteConnection(_host.Services.GetRequiredService<IConfiguration>().GetConnectionString("Peninsula") + ";Pooling=False"))
        {
            await other.OpenAsync();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync();

            var ready = await _host.Browser().Get("/health/ready");
            ready.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
            ready.Html.Should().Contain("cannot be written");
            await worker.Post(task, ("command", "save"), ("f.triageReason", "An hour of thought"));
        }

        worker.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        worker.Text.Should().Contain("Try again in a few minutes").And.Contain("An hour of thought").And.Contain("call 999");
        (await _host.Browser().Get("/health/ready")).Status.Should().Be(HttpStatusCode.OK, "it can be written again");
    }

    [Fact]
    public async Task A_null_character_in_an_address_leads_nowhere()
    {
        var browser = await _host.SignedIn(Worker);

        (await browser.Get("/work?area=torbay%00")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<(Browser Worker, string Task)> TriageAsync()
    {
        await _host.RaiseAsync();
        var worker = await (await _host.SignedIn(Worker)).Get("/work");
        var task = TaskLink().Match(worker.Html).Value;
        await worker.Get(task);
        return (worker, task);
    }

    [GeneratedRegex("/tasks/\\d+")]
    private static partial Regex TaskLink();

    /// <summary>One host for these tests.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public HostFactory Host { get; private set; } = null!;

        public Task InitializeAsync()
        {
            Host = new HostFactory { Settings = new Dictionary<string, string> { ["SignIn:Idle"] = "00:30:00", ["Health:DatabaseAnswer"] = "00:00:01", ["Health:WriteEvery"] = "00:00:00" } };
            return Task.CompletedTask;
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
