using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;
using Peninsula.Casework.Words;
using Peninsula.Decisions.Feel.Values;

namespace Peninsula.Casework.Exporting;

/// <summary>A case as one page that any browser shows and prints, without a script and without this service.</summary>
internal sealed class ExportPage(Names names, Moments moments)
{
    private readonly StringBuilder _html = new();

    public string Of(CaseExport export)
    {
        _html.Append("<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>").Append(Safe(export.Reference))
            .Append("</title><style>body{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%;margin:1em 0}")
            .Append("th,td{text-align:left;vertical-align:top;border-bottom:1px solid #767676;padding:.3em .6em .3em 0}caption{text-align:left;font-weight:bold;font-size:1.2em}code{word-break:break-all}</style></head><body><h1>Case ")
            .Append(Safe(export.Reference)).Append("</h1><p>Official - sensitive. Everything that is stored about this case, whoever may read which part of it.</p>");
        foreach (var part in export.Parts)
        {
            Write(part);
        }

        Table("Who read it", ["When", "Who", "What", "Why"], export.Reads.Select(read => new[] { When(read.At), Who(read.Person), read.What, read.Reason }));
        Table("Opened with a reason", ["When", "Who", "Until", "Why"], export.Openings.Select(opening => new[] { When(opening.At), Who(opening.Person), When(opening.Until), opening.Reason }));
        Table("Named people", ["When", "Whom", "By", "What for", "Until"], export.Named.Select(named => new[] { When(named.At), Who(named.Person), Who(named.By), named.Reason, When(named.EndedAt) }));
        Table("Who was told", ["When", "Whom", "What", "Read by"], export.Notices.Select(notice => new[]
        {
            When(notice.At), Who(notice.Recipient), $"{notice.Kind} {notice.Text}",
            string.Join("; ", export.NoticesRead.Where(read => read.NoticeId == notice.Id).Select(read => Join(Who(read.Person), When(read.At)))),
        }));
        return _html.Append("</body></html>").ToString();
    }

    private void Write(CaseExport.Part part)
    {
        _html.Append("<h2>").Append(Safe(part.Case.ProcessId)).Append("</h2><p>").Append(part.Broken is null ? "The history is as it was written: every entry's hash was checked." : $"<strong>The history was changed: {Safe(part.Broken)}</strong>").Append("</p>");
        Table("Summary", ["", ""],
        [
            ["Area", names.Area(part.Case.Area)], ["Risk level", part.Case.RiskLevel], ["Opened", When(part.Case.Opened)], ["Closed", When(part.Case.Closed)], ["Status", part.Case.Status.ToString()],
        ]);
        Table("What was said", ["Name", "Value"], part.File?.Variables.Select(variable => new[] { variable.Name, FeelJson.ToJson(variable.Value) }) ?? []);
        Table("Tasks", ["Asked", "Task", "Of", "Due", "State", "Done", "By"], part.Tasks.Select(task => new[]
        {
            When(task.Created), task.Name, names.Team(task.Team), When(task.Due), task.State.ToString(), When(task.CompletedAt), Who(task.CompletedBy ?? task.Assignee),
        }));
        Table("Escalations", ["When", "Step", "Owed by", "Direction", "Answer"], part.Escalations.Select(escalation => new[]
        {
            When(escalation.Raised), names.Level(escalation.Level), names.Team(escalation.Team), Join(escalation.Direction, Who(escalation.AcknowledgedBy), When(escalation.AcknowledgedAt)), Join(escalation.Answer, Who(escalation.AnsweredBy), When(escalation.AnsweredAt)),
        }));
        Table("What happened", ["When", "What", "By", "Detail"], part.Timeline.Reverse().Select(entry => new[] { When(entry.At), entry.Title, entry.By, entry.Detail }));
        Table("The chain", ["Entry", "When", "By", "Command", "SHA-256"], part.History.Select(entry => new[]
        {
            entry.Version.ToString(CultureInfo.InvariantCulture), Moments.Iso(entry.At), Who(entry.By), entry.Command, Convert.ToHexStringLower(entry.Hash.Span),
        }));
    }

    private void Table(string caption, string[] headings, IEnumerable<string?[]> rows)
    {
        _html.Append("<table><caption>").Append(Safe(caption)).Append("</caption><thead><tr>");
        foreach (var heading in headings)
        {
            _html.Append("<th scope=\"col\">").Append(Safe(heading)).Append("</th>");
        }

        _html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            _html.Append("<tr>");
            foreach (var cell in row)
            {
                _html.Append("<td>").Append(Safe(cell)).Append("</td>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</tbody></table>");
    }

    private string? Who(string? id) => names.Post(id);

    private string? When(Instant? at) => at is { } time ? moments.DayAndTime(time) : null;

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string Safe(string? text) => WebUtility.HtmlEncode(text ?? "");
}
