using Microsoft.AspNetCore.Mvc;
using Peninsula.Activities.Access;
using Peninsula.Casework.Access;
using Peninsula.Casework.Oversight;
using Peninsula.Host.Access;
using Peninsula.Host.Api.Conventions;

namespace Peninsula.Host.Api.Domain;

/// <summary>What is overdue, in numbers.</summary>
[Route("api/v1")]
[Tags("Oversight")]
internal sealed class OversightApiController(Gate gate, OverdueCounts counts) : ApiController
{
    /// <summary>What is overdue in the areas that the client oversees: counts, small ones suppressed, never a case or a name.</summary>
    [HttpGet("oversight")]
    [Asks(nameof(AccessPolicy.SeeOversight))]
    public async Task<IReadOnlyList<OversightResult>> GetOversight(CancellationToken cancel)
    {
        var model = await counts.ForAsync(gate, null, cancel);
        return [.. model.Areas.Select(area => new OversightResult(area.Area, area.ShowsAll, area.Overdue, area.Waiting, [.. area.Tables.Select(OversightTableResult.Of)]))];
    }
}

/// <param name="ShowsAll">Whether small numbers are shown; otherwise a null was suppressed.</param>
/// <param name="Overdue">What the tables count.</param>
/// <param name="Waiting">What waits for the client's own direction, beside that; null when that is not told by area.</param>
internal sealed record OversightResult(string Area, bool ShowsAll, int? Overdue, int? Waiting, IReadOnlyList<OversightTableResult> Tables);

/// <summary>A table as the page shows it.</summary>
internal sealed record OversightTableResult(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<OversightRowResult> Rows, IReadOnlyList<int?> ColumnTotals, int? Total)
{
    internal static OversightTableResult Of(CountTable table) => new(
        table.Caption, table.Columns,
        [.. table.Rows.Select((row, number) => new OversightRowResult(row, table.Counts.Cells[number], table.Counts.RowTotals[number]))],
        table.Counts.ColumnTotals, table.Counts.Total);
}

internal sealed record OversightRowResult(string Name, IReadOnlyList<int?> Counts, int? Total);
