using System.Globalization;
using System.Text;
using Peninsula.Workflows.Bpmn.Model;

namespace Peninsula.Workflows.Tests.Conformance;

/// <summary>What runs, how, and by which clause. The kinds come from the registry; a kind without a line here fails a test.</summary>
internal static class ElementTable
{
    private static readonly Dictionary<ElementKind, (string Group, string Clause, string How)> Lines = new()
    {
        [ElementKind.Task] = ("Tasks", "13.3.3", "passes on at once"),
        [ElementKind.ManualTask] = ("Tasks", "13.3.3", "passes on at once"),
        [ElementKind.UserTask] = ("Tasks", "13.3.3", "open until somebody completes it; assignment, form, deadline and ladder are settled when it is created"),
        [ElementKind.ServiceTask] = ("Tasks", "13.3.3", "a job for a worker; without a job type it passes on"),
        [ElementKind.SendTask] = ("Tasks", "13.3.3", "a job, or its message goes out with the commit"),
        [ElementKind.ReceiveTask] = ("Tasks", "13.3.3, 13.2", "waits for its message; without one, until it is continued; can start an instance"),
        [ElementKind.ScriptTask] = ("Tasks", "13.3.3", "a FEEL expression whose value becomes a variable, or whose entries become variables"),
        [ElementKind.BusinessRuleTask] = ("Tasks", "13.3.3", "makes a DMN decision, or is a job"),
        [ElementKind.ExclusiveGateway] = ("Gateways", "13.4.2", "the first flow whose condition holds, else the default, else an incident"),
        [ElementKind.ParallelGateway] = ("Gateways", "13.4.1", "waits for a token on each incoming flow; a token on each outgoing flow"),
        [ElementKind.InclusiveGateway] = ("Gateways", "13.4.3", "waits while a token can still come to a flow that has none, and not as well to one that has"),
        [ElementKind.ComplexGateway] = ("Gateways", "13.4.5", "starts by its activation condition (activationCount), takes in what still comes, then starts anew (waitingForStart)"),
        [ElementKind.EventBasedGateway] = ("Gateways", "13.4.4", "the first of the events after it; instantiating, exclusive and parallel"),
        [ElementKind.Process] = ("Containers", "13.2", "several start events, or none; done when no token is left"),
        [ElementKind.SubProcess] = ("Containers", "13.3.4", "done when no token is left inside"),
        [ElementKind.EventSubProcess] = ("Containers", "10.3.5, 13.5.4", "waits for its start event while its scope lives; interrupts the scope, or runs beside it as often as the event occurs"),
        [ElementKind.MultiInstanceBody] = ("Containers", "13.3.6, 13.3.7", "holds the instances of an activity that repeats; no element of a file"),
        [ElementKind.Transaction] = ("Containers", "13.3.4", "a sub-process that can be cancelled: compensated first, then left by its cancel event"),
        [ElementKind.AdHocSubProcess] = ("Containers", "13.3.5", "activities are started by hand, in parallel or one at a time; completion condition, cancelRemainingInstances"),
        [ElementKind.CallActivity] = ("Containers", "13.3.4", "the called process or global task is a scope inside the caller's state"),
        [ElementKind.StartEvent] = ("Events", "13.5.1, 10.5.2", "none, message, timer, condition, signal, multiple, parallel multiple; in event sub-processes error, escalation and compensation too, interrupting or not"),
        [ElementKind.IntermediateCatchEvent] = ("Events", "13.5.2", "message, timer, condition, link, signal, multiple, parallel multiple"),
        [ElementKind.IntermediateThrowEvent] = ("Events", "13.5.2", "none, message, escalation, compensation, link, signal, multiple"),
        [ElementKind.EndEvent] = ("Events", "13.5.4", "none, message, error, escalation, cancel, compensation, signal, terminate, multiple"),
        [ElementKind.BoundaryEvent] = ("Events", "13.5.3, 10.5.4", "message, timer, error, escalation, cancel, compensation, condition, signal, multiple, parallel multiple; interrupting or not"),
    };

    public static IEnumerable<ElementKind> Kinds => Lines.Keys;

    /// <summary>The whole page.</summary>
    private const string DataAndReferences = """

        Of data (10.4) the engine runs on names alone, so that sets, item definitions and collections that do not agree are warnings, as are references that nothing runs on.

        """;

    private const string Proofs = """

        ## How it is held

        Each run prints its seed; `RANDOM_SEED` repeats it, and the second variable says how many.

        | What | How | More of it |
        |---|---|---|
        | State and history | random processes under random commands: an instance always waits, has an incident or has ended; its history leads to its state; the same input gives the same output; cancelling ends everything | `RANDOM_PROCESSES`, `dotnet test tests/Workflows.Tests --filter RandomTests` |
        | Meaning | a second, small, slow interpreter, written from clause 13 alone, plays the same random pathways: after each command the same is waited for and the variables are the same | `RANDOM_PROCESSES`, `--filter Equivalence` |
        | Durability | random pathways, messages with a time to live, migrations, modifications and restarts, on a store whose writes fail, lose their answer, come twice or late, in memory, on SQLite and on PostgreSQL: what was acknowledged is there once, rows are there exactly while their element waits, nothing lies about | `RANDOM_FAULTS`, `--filter FaultTests` in both test projects |
        | Untrusted bytes | mutated BPMN, DMN, FEEL, states and histories give a report, never an exception, a hang or memory without end | `PENINSULA_FUZZ_FILES`, `FUZZ_TRIES`, `FEEL_MUTATIONS`, `--filter Fuzz` |

        """;

    private static string Name(ElementKind kind)
    {
        var name = kind.Words[(kind.Words.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string List(IEnumerable<string> rules) => string.Join(", ", rules.Distinct().Order(StringComparer.Ordinal).Select(rule => $"`{rule}`"));

    public static string Page(IEnumerable<ElementKind> kinds, IEnumerable<string> rules, IEnumerable<string> warnings)
    {
        var page = new StringBuilder(Introduction);
        foreach (var group in kinds.GroupBy(kind => Lines[kind].Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| Element | Clause | What it does |\n|---|---|---|\n");
            foreach (var kind in group.OrderBy(Name, StringComparer.Ordinal))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {Name(kind)} | {Lines[kind].Clause} | {Lines[kind].How} |\n");
            }
        }

        page.Append(Rest);
        page.Append(CultureInfo.InvariantCulture, $"\n## Constraints checked on every process\n\n{List(rules)}.\n");
        page.Append(CultureInfo.InvariantCulture, $"\nWorth a look, but stopping nobody, since nothing waits for it: {List(warnings)}.\n");
        page.Append(DataAndReferences);
        page.Append(Proofs);
        return page.ToString();
    }

    private const string Introduction = """
        # BPMN 2.0.2 conformance

        Generated from the engine's registry of elements by a test (`PENINSULA_WRITE=1 dotnet test tests/Workflows.Tests --filter ConformancePage`); the test fails when this page and the registry differ. Clauses are those of BPMN 2.0.2 (formal/2013-12-09).

        """;

    private const string Rest = """

        ## On any activity

        | Feature | Clause | What it does |
        |---|---|---|
        | Standard loop | 13.3.6 | condition before or after each turn, `loopMaximum` |
        | Multi-instance | 13.3.7, 10.3.8 | parallel and sequential, by number or collection, completion condition; `behavior` All, None, One, Complex |
        | Token quantities | 13.3.1 | `startQuantity` tokens start it, `completionQuantity` tokens leave it |
        | Compensation | 13.5.5 | handlers, sub-processes revived with their variables, compensation event sub-processes |
        | Data | 10.4 | data objects, properties and associations are variables, as far as FEEL expresses them |

        ## Where the engine does something else, and why

        | What | Why |
        |---|---|
        | Compensation handlers start in reverse order of completion, but do not wait for one that waits (13.5.5) | what people undo goes on side by side; see decision 6 |
        | A container with a start event needs no end event (10.5.3) | the last token ends it, and files in use leave it out |
        | Elements need no `id`; one is made up | files in use leave out those of sequence flows |
        | An expression without `xsi:type` is formal | the tools of the dialect write it so |
        | A gateway with one flow on either side is accepted, and one whose flows are not those of its `gatewayDirection` (10.6) | it changes nothing; the second is a warning |
        | A flow that leaves an event may have a condition, when others leave it too | files in use have an implicit choice after the start |
        | Conditional events with a filter occur at each change at which they hold | that is what the filter means in the dialect; without one they must cease to hold first (10.5.5) |
        | A signal is heard in its own instance at once, elsewhere after the commit | a thrower that it interrupts does not go on |
        | An error that nobody catches is an incident instead of the end of the instance | nothing about a child is lost in silence |
        | What a call activity maps out is mapped also when an error or escalation leaves the called process | whoever catches it needs to know |
        | Turns of a cycle that were missed, because nothing ran or the start lies in the past, are fired once for all of them | ten reminders at once help nobody |
        | A boundary event's expressions see the flow around the activity first, then the activity's own inputs | an input must not change whom an event waits for; one that has no other name may still be used |
        | A call gives back what the called process set, not what it got | another path may have set it meanwhile |
        | Timer cycles may be cron expressions | the dialect has them; see decision 8 |
        | Choreographies and conversations are kept as drawings | they belong to another conformance class |

        """;
}
