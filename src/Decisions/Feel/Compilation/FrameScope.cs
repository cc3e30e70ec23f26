namespace Peninsula.Decisions.Feel.Compilation;

/// <summary>The locals of one function body (or of the whole expression) while it is compiled.</summary>
internal sealed class FrameScope(FrameScope? parent)
{
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private int _next;

    public FrameScope? Parent => parent;

    public List<Local> Locals { get; } = [];

    public List<Captured> Captures { get; } = [];

    /// <summary>The most slots in use at once.</summary>
    public int Slots { get; private set; }

    public int Mark => Locals.Count;

    public int Add(string name, bool isFilterItem = false)
    {
        Locals.Add(new Local(name, _next, isFilterItem));
        Slots = Math.Max(Slots, ++_next);
        return _next - 1;
    }

    /// <summary>Forgets the names since the mark. Slots are not used again, since a closure-free loop may still hold them.</summary>
    public void Return(int mark) => Locals.RemoveRange(mark, Locals.Count - mark);

    public int? FindCapture(string name)
    {
        var index = Captures.FindIndex(c => c.Name == name);
        return index < 0 ? null : index;
    }

    public int Capture(string name, Code outer)
    {
        Captures.Add(new Captured(name, outer));
        return Captures.Count - 1;
    }

    public void Use(string name) => _uses[name] = UsesOf(name) + 1;

    public int UsesOf(string name) => _uses.GetValueOrDefault(name);

    internal readonly record struct Local(string Name, int Slot, bool IsFilterItem);

    internal readonly record struct Captured(string Name, Code Outer);
}
