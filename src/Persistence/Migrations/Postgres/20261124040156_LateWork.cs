using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LateWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_tasks_area_agency_due",
                table: "user_tasks");

            migrationBuilder.AddColumn<string>(
                name: "ladder_step",
                table: "user_tasks",
                type: "text",
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE user_tasks SET ladder_step = (
                    SELECT level FROM escalations WHERE escalations.task_key = user_tasks.key AND closed_at IS NULL ORDER BY escalations.raised DESC, escalations.key DESC LIMIT 1)
                WHERE state = 0
                """);

            migrationBuilder.CreateIndex(
                name: "IX_user_tasks_area_agency_ladder_step_due_state",
                table: "user_tasks",
                columns: new[] { "area", "agency", "ladder_step", "due", "state" },
                filter: "state = 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_user_tasks_area_agency_ladder_step_due_state",
                table: "user_tasks");

            migrationBuilder.DropColumn(
                name: "ladder_step",
                table: "user_tasks");

            migrationBuilder.CreateIndex(
                name: "IX_user_tasks_area_agency_due",
                table: "user_tasks",
                columns: new[] { "area", "agency", "due" },
                filter: "state = 0");
        }
    }
}
