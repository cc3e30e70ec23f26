using System.Globalization;
using System.Text;
using Peninsula.Workflows.Bpmn;
using Xunit.Abstractions;
using static Peninsula.Workflows.Tests.Bpmn.File;

namespace Peninsula.Workflows.Tests.Bpmn;

/// <summary>Broken files: always a report or a valid model, never an exception or a hang.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Seeds = [Everything.File, Around("<bpmn:userTask id='t'/>", "t")];

    private static readonly string[] Fragments =
    [
        "<bpmn:subProcess id='x'>", "</bpmn:subProcess>", "<bpmn:boundaryEvent attachedToRef='x'/>", "default='f'", "id='s'", "=1+", "&amp;",
        "<bpmn:sequenceFlow sourceRef='s' targetRef='s'/>", "isExecutable='true'", "<![CDATA[", "]]>", "\0", "<bpmn:eventDefinitionRef>s</bpmn:eventDefinitionRef>",
        "<bpmn:loopDataInputRef>sub</bpmn:loopDataInputRef>", "triggeredByEvent='true'", "<bpmn:association sourceRef='b' targetRef='t'/>",
    ];

    [Fact]
    public void Mutated_files_never_break_the_reader()
    {
        var files = int.Parse(Environment.GetEnvironmentVariable("PENINSULA_FUZZ_FILES") ?? "4000", CultureInfo.InvariantCulture);
        var seed = int.Parse(Environment.GetEnvironmentVariable("PENINSULA_FUZZ_SEED") ?? Environment.TickCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}, {files} files (PENINSULA_FUZZ_SEED, PENINSULA_FUZZ_FILES)");
        var random = new Random(seed);
        var valid = 0;
        for (var i = 0; i < files; i++)
        {
            var file = Mutate(random);
            try
            {
                var reading = BpmnReader.Read(Encoding.UTF8.GetBytes(file));
                (reading.Processes.Count == 0 || reading.IsValid).Should().BeTrue();
                valid += reading.IsValid ? 1 : 0;
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"seed {seed}, file {i}:\n{file}", broken);
            }
        }

        output.WriteLine($"{valid} of them were valid");
    }

    [Fact]
    public void Everything_there_is_reads_as_valid() => Read(Everything.File).Problems.Should().BeEmpty();

    private static string Mutate(Random random)
    {
        var text = new StringBuilder(Seeds[random.Next(Seeds.Length)]);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 60), text.Length - at);
            switch (random.Next(6))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text.Insert(at, Fragments[random.Next(Fragments.Length)]);
                    break;
                case 3:
                    text[at] = (char)random.Next(1, 0x2FF);
                    break;
                default:
                    SwapWords(text, random);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Puts one quoted value where another was: the file stays XML, and means something else.</summary>
    private static void SwapWords(StringBuilder text, Random random)
    {
        var parts = text.ToString().Split('"');
        if (parts.Length < 5)
        {
            return;
        }

        var (number, other) = (random.Next((parts.Length - 1) / 2) * 2 + 1, random.Next((parts.Length - 1) / 2) * 2 + 1);
        parts[number] = parts[other];
        text.Clear().Append(string.Join('"', parts));
    }
}
