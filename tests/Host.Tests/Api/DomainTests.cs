namespace Peninsula.Host.Tests.Api;

/// <summary>The domain's own interface: what is refused, and what every client may read.</summary>
public sealed class DomainTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_concern_without_an_idempotency_key_or_without_answers_opens_nothing()
    {
        using var client = await host.ConnectAsync("torbay-education");

        var (missing, first) = await client.PostAsync("/api/v1/concerns");
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var (empty, second) = await client.PostAsync("/api/v1/concerns");

        missing.Should().Be(400);
        first.Detail().Should().Contain("Idempotency-Key");
        empty.Should().Be(400);
        second.Detail().Should().StartWith("Nothing was opened.");
        (await client.ReadAsync("/api/v1/cases")).Body.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task The_directory_names_agencies_areas_and_teams()
    {
        using var client = await host.ConnectAsync("devon-health");

        var (status, directory) = await client.ReadAsync("/api/v1/directory");

        status.Should().Be(200);
        directory.GetProperty("agencies").GetArrayLength().Should().BePositive();
        directory.TryGetProperty("people", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("/api/v1/cases/CSE-2026-000001")]
    [InlineData("/api/v1/cases/CSE-2026-000001/timeline")]
    [InlineData("/api/v1/cases/CSE-2026-000001/plan-actions")]
    [InlineData("/api/v1/nothing")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        using var client = await host.ConnectAsync("plymouth-police");

        var (status, problem) = await client.ReadAsync(path);

        status.Should().Be(404);
        problem.Detail().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/escalations")]
    [InlineData("/api/v1/oversight")]
    public async Task Lists_are_empty_rather_than_refused(string path)
    {
        using var client = await host.ConnectAsync("plymouth-police");

        (await client.ReadAsync(path)).Status.Should().Be(200);
    }
}
