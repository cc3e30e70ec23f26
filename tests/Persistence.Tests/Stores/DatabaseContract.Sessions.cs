using NodaTime;
using Peninsula.Persistence.Services;

namespace Peninsula.Persistence.Tests.Stores;

public abstract partial class DatabaseContract
{
    private static readonly SessionLimits Limits = new(Duration.FromMinutes(30), Duration.FromHours(10));

    [Fact]
    public async Task A_session_lasts_while_it_is_used_and_no_longer_than_it_may()
    {
        var id = await database.Open.Sessions.BeginAsync("jo", Scene.Start);
        for (var at = Scene.Start; at < Scene.Start + Limits.Longest; at += Duration.FromMinutes(20))
        {
            (await database.Open.Sessions.FindAsync(id, at, Limits)).Should().Be("jo", "it is {0}", at);
        }

        (await database.Open.Sessions.FindAsync(id, Scene.Start + Limits.Longest, Limits)).Should().BeNull();
        var idle = await database.Open.Sessions.BeginAsync("jo", Scene.Start);
        (await database.Open.Sessions.FindAsync(idle, Scene.Start + Limits.Idle, Limits)).Should().BeNull();
        (await database.Open.Sessions.FindAsync("guessed", Scene.Start, Limits)).Should().BeNull();
    }

    [Fact]
    public async Task A_session_that_was_ended_stays_ended_and_all_of_a_person_end_together()
    {
        var sessions = database.Open.Sessions;
        var (text, two, three, other) = (await sessions.BeginAsync("jo", Scene.Start), await sessions.BeginAsync("jo", Scene.Start), await sessions.BeginAsync("jo", Scene.Start), await sessions.BeginAsync("ali", Scene.Start));

        await sessions.EndAsync(text, "jo", Scene.Start);
        (await sessions.EndAllAsync("jo", "admin", Scene.Start, Limits)).Should().Be(2);

        foreach (var id in new[] { text, two, three })
        {
            (await sessions.FindAsync(id, Scene.Start + Duration.FromMinutes(5), Limits)).Should().BeNull();
        }

        (await sessions.OpenAsync(Scene.Start, Limits)).Select(session => session.Person).Should().Equal("ali");
        (await sessions.FindAsync(other, Scene.Start, Limits)).Should().Be("ali");
    }
}
