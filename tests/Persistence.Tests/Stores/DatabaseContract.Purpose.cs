using Peninsula.Persistence.Model;

namespace Peninsula.Persistence.Tests.Stores;

public abstract partial class DatabaseContract
{
    [Theory]
    [InlineData(DatabasePurpose.Demonstration)]
    [InlineData(DatabasePurpose.Work)]
    public async Task Who_opens_a_database_first_says_what_it_is_for_and_nobody_says_otherwise(DatabasePurpose first)
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => database.Open.Purpose.ClaimAsync(first, Scene.Start)));
        database.Restart();

        claims.Should().AllBeEquivalentTo(first);
        foreach (var later in Enum.GetValues<DatabasePurpose>())
        {
            (await database.Open.Purpose.ClaimAsync(later, Scene.Start)).Should().Be(first);
        }
    }

    [Fact]
    public async Task A_database_that_was_in_use_before_is_no_demonstration_s()
    {
        await Instance().StartsAsync();

        (await database.Open.Purpose.ClaimAsync(DatabasePurpose.Demonstration, Scene.Start)).Should().Be(DatabasePurpose.Work);
    }
}
