using NodaTime;
using NodaTime.Testing;
using Peninsula.Activities.Jobs;
using Peninsula.Activities.Tests.Support;
using Peninsula.Decisions.Feel.Values;
using Peninsula.Workflows.Execution;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Activities.Tests.Jobs;

public class ActivityRegistryTests
{
    private readonly ActivityRegistry _registry = new ActivityRegistry(new FakeClock(London.At("2026-11-23 09:00")), London.Zone).Add(new Measuring());

    [Fact]
    public async Task Variables_become_typed_input_and_typed_output_becomes_variables()
    {
        var command = await Run(FeelContext.Of(
            ("title", "Door"), ("width", 80), ("ratio", 1.5m), ("tags", FeelValue.List("a", "b")), ("at", "2026-11-23T10:00:00Z")));

        command.Should().BeOfType<CompleteJob>().Which.Variables.Should().BeEquivalentTo(FeelContext.Of(
            ("text", "Door 80 1.5 a+b 2026-11-23T10:00:00Z none"), ("wide", true)));
    }

    [Fact]
    public async Task A_header_goes_before_a_variable_and_texts_may_be_joined_by_commas()
    {
        var command = await Run(
            FeelContext.Of(("title", "Door"), ("width", 80), ("tags", "x"), ("at", "2026-11-23")),
            new() { ["tags"] = "a, b", ["note"] = "heavy" });

        command.Should().BeOfType<CompleteJob>().Which.Variables["text"].ToString().Should().Contain("a+b").And.Contain("heavy");
    }

    [Fact]
    public async Task Every_field_that_is_missing_or_of_the_wrong_type_is_named()
    {
        var command = await Run(FeelContext.Of(
            ("title", 7), ("width", 1.5m), ("tags", FeelValue.List("a", 1)), ("ratio", "secret"), ("note", true)));

        var failed = command.Should().BeOfType<FailJob>().Subject;
        failed.RetriesLeft.Should().Be(0, "another try reads the same variables");
        failed.Reason.Should().Be(
            "measure cannot run: \"title\" must be a text, not a number; \"width\" must be a whole number, not a number; " +
            "\"tags\" must be a list of texts, or texts separated by commas, not a list; \"at\" is missing; " +
            "\"note\" must be a text, not true or false; \"ratio\" must be a number, not a text.");
    }

    [Theory]
    [InlineData("throw", null, "measure failed: it broke")]
    [InlineData("retry", null, "busy")]
    [InlineData("mend", 0, "mend me")]
    public async Task A_failed_try_is_a_failed_job(string title, int? retries, string reason)
    {
        var command = await Run(Sound(title));

        command.Should().Be(new FailJob(7, retries, reason));
    }

    [Fact]
    public async Task A_business_error_is_thrown_into_the_pathway() =>
        (await Run(Sound("error"))).Should().BeOfType<ThrowJobError>().Which.Code.Should().Be("TOO_WIDE");

    [Fact]
    public async Task A_job_of_an_unknown_type_fails_for_good() =>
        (await _registry.RunAsync(Job(FeelContext.Empty, []) with { Type = "dance" }, CancellationToken.None))
            .Should().BeOfType<FailJob>().Which.Reason.Should().Contain("\"dance\"");

    [Fact]
    public async Task Cancellation_is_not_a_failed_try()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        var run = async () => await _registry.RunAsync(Job(Sound("cancel"), []), source.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void Two_activities_for_one_job_type_are_a_mistake()
    {
        var add = () => _registry.Add(new Measuring());

        add.Should().Throw<ArgumentException>();
    }

    private static FeelContext Sound(string title) =>
        FeelContext.Of(("title", title), ("width", 1), ("tags", ""), ("at", "2026-11-23T10:00:00Z"));

    private ValueTask<Command> Run(FeelContext variables, Dictionary<string, string>? headers = null) =>
        _registry.RunAsync(Job(variables, headers ?? []), CancellationToken.None);

    private static WaitingJob Job(FeelContext variables, Dictionary<string, string> headers) =>
        new(7, 1, "measure-it", "measure", 3, headers, variables, "CSE-2026-000001", "process");

    private sealed record Size(
        string Title, int Width, IReadOnlyList<string> Tags, Instant At, string? Note, decimal Ratio = 1);

    private sealed record Measured(string Text, bool Wide);

    private sealed class Measuring : IActivity<Size, Measured>
    {
        public string JobType => "measure";

        public ValueTask<ActivityResult<Measured>> RunAsync(Size input, JobContext job, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            return ValueTask.FromResult<ActivityResult<Measured>>(input.Title switch
            {
                "throw" => throw new InvalidOperationException("it broke"),
                "retry" => new ActivityResult<Measured>.Failed("busy"),
                "mend" => new ActivityResult<Measured>.Failed("mend me", WorthRetrying: false),
                "error" => new ActivityResult<Measured>.Error("TOO_WIDE", "It is too wide."),
                _ => new ActivityResult<Measured>.Done(new(
                    $"{input.Title} {input.Width} {input.Ratio} {string.Join('+', input.Tags)} {input.At} {input.Note ?? "none"}",
                    input.Width > 50)),
            });
        }
    }
}
