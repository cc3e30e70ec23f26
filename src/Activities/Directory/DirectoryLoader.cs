using Peninsula.Activities.Reading;

namespace Peninsula.Activities.Directory;

/// <summary>Reads <c>agencies.json</c> and <c>people.json</c>, and checks them as one.</summary>
internal static class DirectoryLoader
{
    public const string AgenciesFile = "agencies.json";
    public const string PeopleFile = "people.json";

    public static AgencyDirectory Load(string folder, List<DataProblem> all)
    {
        var data = new DirectoryData();
        var agencies = new ProblemList(AgenciesFile, all);
        var people = new ProblemList(PeopleFile, all);
        var agenciesRoot = DataRow.Root(Path.Combine(folder, AgenciesFile), agencies);
        var peopleRoot = DataRow.Root(Path.Combine(folder, PeopleFile), people);
        if (agenciesRoot is not null)
        {
            ReadAgencies(agenciesRoot, data);
        }

        if (peopleRoot is not null)
        {
            ReadPeople(peopleRoot, data);
        }

        // With one of the files gone, every reference into it would be reported: noise that hides the cause.
        if (agenciesRoot is not null && peopleRoot is not null)
        {
            new DirectoryCheck(data, agencies, people).Run();
        }

        return new AgencyDirectory(data);
    }

    private static void ReadAgencies(DataRow root, DirectoryData data)
    {
        foreach (var row in root.Rows("agencies", "an agency"))
        {
            Add(data, data.Agencies, new Agency(row.Text("key"), row.Text("name")), row);
        }

        foreach (var row in root.Rows("areas", "an area"))
        {
            var area = new Area(
                row.Text("key"), row.Text("name"), row.Text("partnership"), row.Text("macseChair"), row.Text("boardChair"));
            Add(data, data.Areas, area, row);
        }

        foreach (var row in root.Rows("functions", "a function"))
        {
            ReadFunction(row, data);
        }

        foreach (var row in root.Rows("teams", "a team"))
        {
            var function = row.Text("function");
            Add(data, data.Teams, new Team
            {
                Id = row.Text("id"),
                Name = row.Text("name"),
                Area = row.Text("area"),
                Function = function,
                Agency = AgencyOf(function),
                Manager = row.Text("manager"),
                ServiceManager = row.Text("serviceManager"),
                InHoursQueue = row.Text("inHoursQueue"),
                OutOfHoursTeam = row.OptionalText("outOfHoursTeam"),
            }, row);
        }

        root.Close();
    }

    private static void ReadFunction(DataRow row, DirectoryData data)
    {
        var key = row.Text("key");
        data.Routes.AddRange(row.Pairs("teams").Select(pair => new Route((pair.Key, key, null), pair.Value, pair.Line)));
        foreach (var district in row.Rows("districts", "a district's route", required: false))
        {
            var route = new Route(
                (district.Text("area"), key, district.Text("district")), district.Text("team"), district.Line);
            district.Close();
            data.Routes.Add(route);
        }

        Add(data, data.Functions, new AgencyFunction(key, row.Text("name"), AgencyOf(key)), row);
    }

    private static void ReadPeople(DataRow root, DirectoryData data)
    {
        foreach (var row in root.Rows("people", "a person"))
        {
            Add(data, data.People, new Person
            {
                Id = row.Text("id"),
                Name = row.Text("name"),
                Title = row.Text("title"),
                Agency = row.Text("agency"),
                Roles = row.Texts("roles", required: true),
                Teams = row.Texts("teams"),
                Areas = row.Texts("areas", required: true),
                Deputy = row.OptionalText("deputy"),
                Manager = row.OptionalText("manager"),
                AwayFrom = row.OptionalDate("awayFrom"),
                AwayTo = row.OptionalDate("awayTo"),
                Account = row.OptionalText("account"),
                Persona = row.OptionalText("persona"),
            }, row);
        }

        root.Close();
    }

    private static void Add<T>(DirectoryData data, List<T> list, T item, DataRow row)
        where T : class
    {
        row.Close();
        list.Add(item);
        data.Lines[item] = row.Line;
    }

    private static string AgencyOf(string function) => function.Split('.')[0];
}
