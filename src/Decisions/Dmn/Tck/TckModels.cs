using System.Xml;
using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Reading;

namespace Peninsula.Decisions.Dmn.Tck;

/// <summary>The models of one folder; a model's imports are found among them by namespace.</summary>
internal sealed class TckModels(string folder)
{
    private readonly Dictionary<string, DmnReading> _read = new(StringComparer.Ordinal);

    public DmnReading Load(string fileName) => Load(fileName, []);

    private DmnReading Load(string fileName, HashSet<string> loading)
    {
        if (_read.TryGetValue(fileName, out var known))
        {
            return known;
        }

        var path = Path.Combine(folder, Path.GetFileName(fileName));
        if (!File.Exists(path) || !loading.Add(fileName))
        {
            return new DmnReading(null, [new DmnProblem($"the model '{fileName}' is missing or imports itself", null, null, 0)]);
        }

        var xml = File.ReadAllText(path);
        var imports = Imports(xml).Select(file => Load(file, loading).Model).OfType<DmnModel>().ToList();
        loading.Remove(fileName);
        return _read[fileName] = DmnModel.Read(xml, new DmnReadOptions { Imports = imports });
    }

    private IEnumerable<string> Imports(string xml)
    {
        var wanted = Root(xml)?.Children("import").Select(i => i.Required("namespace")).ToHashSet(StringComparer.Ordinal) ?? [];
        return wanted.Count == 0
            ? []
            : Directory.EnumerateFiles(folder, "*.dmn")
                .Where(f => wanted.Contains(Root(File.ReadAllText(f))?.Required("namespace") ?? ""))
                .Select(f => Path.GetFileName(f));
    }

    private static XElement? Root(string xml)
    {
        try
        {
            return XmlSource.Load(xml);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
