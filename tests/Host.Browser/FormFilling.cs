using System.Globalization;
using Microsoft.Playwright;
using NodaTime;

namespace Peninsula.Host.Browser;

/// <summary>Fills in whatever form is on the screen, the way a person would: question by question, leaving no empty one.</summary>
internal static class FormFilling
{
    private static readonly string[] Agencies = ["health.safeguarding", "education.dsl", "housing.team", "police.exploitation"];

    internal static async Task FillAsync(IPage page, IReadOnlyDictionary<string, string> answers, Instant now)
    {
        await FillChoicesAsync(page, answers);
        var agency = 0;
        foreach (var select in await page.Locator("main form select[name^='f.']").AllAsync())
        {
            var key = Key(await select.GetAttributeAsync("name"));
            var value = key == "agency" ? Agencies[agency++ % Agencies.Length] : answers.GetValueOrDefault(key);
            if (value is not null)
            {
                await select.SelectOptionAsync(value);
            }
            else if (string.IsNullOrEmpty(await select.InputValueAsync()))
            {
                await select.SelectOptionAsync(new SelectOptionValue { Index = 1 });
            }
        }

        foreach (var box in await page.Locator("main form :is(input[type=text], textarea)[name^='f.']").AllAsync())
        {
            if (string.IsNullOrEmpty(await box.InputValueAsync()))
            {
                await box.FillAsync(Text(Key(await box.GetAttributeAsync("name")), answers, now));
            }
        }
    }

    private static async Task FillChoicesAsync(IPage page, IReadOnlyDictionary<string, string> answers)
    {
        var names = await page.Locator("main form :is(input[type=radio], input[type=checkbox])[name^='f.']")
            .EvaluateAllAsync<string[]>("all => [...new Set(all.map(one => one.name))]");
        foreach (var name in names)
        {
            var all = page.Locator($"main form input[name='{name}']");
            if (answers.TryGetValue(Key(name), out var answer))
            {
                await page.CheckAsync($"main form input[name='{name}'][value='{answer}']");
            }
            else if (await all.First.GetAttributeAsync("type") == "checkbox")
            {
                foreach (var locator in await all.AllAsync())
                {
                    await locator.CheckAsync();
                }
            }
            else if (await page.Locator($"main form input[name='{name}']:checked").CountAsync() == 0)
            {
                await all.First.CheckAsync();
            }
        }
    }

    private static string Text(string key, IReadOnlyDictionary<string, string> answers, Instant now)
    {
        var local = now.InZone(DateTimeZoneProviders.Tzdb["Europe/London"]);
        var part = key.Contains('-', StringComparison.Ordinal) ? key[(key.LastIndexOf('-') + 1)..] : "";
        // What has an end ends later; what was done was done today.
        var date = key.Contains("Expires", StringComparison.Ordinal) || key.StartsWith("due", StringComparison.Ordinal) ? local.Date.PlusDays(7) : local.Date;
        return part switch
        {
            "day" => date.Day.ToString(CultureInfo.InvariantCulture),
            "month" => date.Month.ToString(CultureInfo.InvariantCulture),
            "year" => date.Year.ToString(CultureInfo.InvariantCulture),
            "time" => "09:30",
            _ => answers.GetValueOrDefault(key) ?? "Recorded in the journey.",
        };
    }

    private static string Key(string? name) => name![(name!.LastIndexOf('.') + 1)..];
}
