using System.Xml;
using System.Xml.Linq;
using Peninsula.Decisions.Dmn.Reading;

namespace Peninsula.Decisions.Dmn.Tck;

/// <summary>The models of one folder; a model's imports are found among them by namespace.</summary>
internal sealed class TckModels(string folder)
{
    private readonly Dictionary<string, DmnReading> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _namespaces = new(StringComparer.Ordinal);

    public DmnReading Load(string fileName) => Read(Path.GetFullPath(Path.Combine(folder, Path.GetFileName(fileName))), []);

    private DmnReading Read(string path, HashSet<string> loading)
    {
        if (_read.TryGetValue(path, out var known))
        {
            return known;
        }

        if (!File.Exists(path) || !loading.Add(path))
        {
            return new DmnReading(null, [new DmnProblem($"the model '{Path.GetFileName(path)}' is missing or imports itself", null, null, 0)]);
        }

        var xml = File.ReadAllText(path);
        var imports = Imports(path, xml).Select(file => Read(file, loading).Model).OfType<DmnModel>().ToList();
        loading.Remove(path);
        return _read[path] = DmnModel.Read(xml, new DmnReadOptions { Imports = imports });
    }

    /// <summary>Where an import says that its model lies, and otherwise any model here that has its namespace.</summary>
    private IEnumerable<string> Imports(string path, string xml)
    {
        foreach (var import in Root(xml)?.Children("import") ?? [])
        {
            var wanted = import.Required("namespace");
            var beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, import.ValueOf("locationURI") ?? "."));
            var candidates = Directory.EnumerateFiles(folder, "*.dmn", SearchOption.AllDirectories).Select(Path.GetFullPath).Order(StringComparer.Ordinal);
            if (candidates.OrderBy(file => file != beside).FirstOrDefault(file => Namespace(file) == wanted) is { } found)
            {
                yield return found;
            }
        }
    }

    private string? Namespace(string file)
    {
        if (!_namespaces.TryGetValue(file, out var known))
        {
            _namespaces[file] = known = Root(File.ReadAllText(file))?.Required("namespace");
        }

        return known;
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
