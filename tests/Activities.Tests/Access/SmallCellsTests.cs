using FsCheck.Xunit;
using Peninsula.Activities.Access;

namespace Peninsula.Activities.Tests.Access;

public class SmallCellsTests
{
    [Fact]
    public void Counts_of_five_and_more_and_zeros_are_shown()
    {
        var table = One([[5, 0], [12, 7]]);

        table.Cells[0].Should().Equal(5, 0);
        table.RowTotals.Should().Equal(5, 19);
        table.Total.Should().Be(24);
    }

    [Fact]
    public void A_single_small_cell_takes_others_with_it_so_that_no_total_gives_it_back()
    {
        var table = One([[3, 10, 20], [6, 30, 40], [50, 60, 70]]);

        table.Cells[0].Should().Equal(null, null, 20);
        table.Cells[1].Should().Equal(null, null, 40);
        table.Cells[2].Should().Equal(50, 60, 70);
        table.RowTotals.Should().Equal(33, 76, 180);
        table.Total.Should().Be(289);
    }

    [Fact]
    public void Two_small_cells_whose_sum_is_small_are_not_cover_for_each_other()
    {
        var table = One([[1, 1, 9]]);

        table.Cells[0].Should().OnlyContain(count => count == null);
    }

    [Fact]
    public void One_small_area_among_others_cannot_be_computed_from_the_peninsula_total()
    {
        // Areas by row, one column of counts: the Isles of Scilly have two.
        var table = One([[14], [2], [9], [8], [21]]);

        table.Cells.Count(row => row[0] is null).Should().Be(2);
        table.Cells[1][0].Should().BeNull();
        table.RowTotals[1].Should().BeNull();
        table.Total.Should().Be(54);
    }

    [Fact]
    public void A_table_of_one_small_count_shows_nothing()
    {
        var table = One([[0, 3], [0, 0]]);

        table.Cells[0][1].Should().BeNull();
        table.RowTotals[0].Should().BeNull();
        table.ColumnTotals[1].Should().BeNull();
        table.Total.Should().BeNull();
    }

    [Property(MaxTest = 500)]
    public void No_line_of_any_table_gives_a_small_count_away(int seed)
    {
        var random = new Random(seed);
        var (height, width) = (random.Next(1, 7), random.Next(1, 7));
        var counts = Enumerable.Range(0, height)
            .Select(_ => (IReadOnlyList<int>)Enumerable.Range(0, width).Select(_ => random.Next(3) == 0 ? 0 : random.Next(20)).ToArray())
            .ToArray();

        var table = One(counts);

        var rows = table.Cells.Select((row, y) => row.Append(table.RowTotals[y]).ToArray())
            .Append([.. table.ColumnTotals, table.Total]).ToArray();
        var lines = rows.Concat(Enumerable.Range(0, width + 1).Select(x => rows.Select(row => row[x]).ToArray()));
        lines.Should().OnlyContain(line => line.Count(entry => entry == null) != 1, "seed {0}", seed);
        rows.SelectMany(row => row).Should().NotContain(entry => entry > 0 && entry < SmallCells.Threshold, "seed {0}", seed);
    }

    [Fact]
    public void A_ragged_table_is_refused()
    {
        var suppress = () => One([[1, 2], [3]]);

        suppress.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Tables_that_do_not_count_the_same_are_refused()
    {
        var suppress = () => SmallCells.Suppress([[1, 2], [3, 4]], [[3], [8]]);

        suppress.Should().Throw<ArgumentException>().WithMessage("*other totals*");
    }

    [Fact]
    public void What_one_table_hides_stands_in_no_total_of_the_other()
    {
        // Three late tasks of the first agency: two young, one old; nobody else's are few.
        var tables = SmallCells.Suppress([[2, 1], [20, 30]], [[3, 0], [25, 25]]);

        tables.Should().OnlyContain(table => table.RowTotals[0] == null && table.RowTotals[1] == tables[0].RowTotals[1]);
        tables[1].Cells[0].Should().Equal(null, 0);
    }

    [Fact]
    public void Those_who_may_see_all_see_all()
    {
        var table = SmallCells.Whole([[1, 2], [3, 40]]);

        table.Cells[0].Should().Equal(1, 2);
        (table.RowTotals[1], table.ColumnTotals[1], table.Total).Should().Be((43, 42, 46));
    }

    private static SuppressedTable One(IReadOnlyList<IReadOnlyList<int>> counts) => SmallCells.Suppress(counts)[0];
}
