using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SeveralHosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "taken_by",
                table: "timers",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "instance_key",
                table: "task_candidates",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "taken_by",
                table: "outbox",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "at",
                table: "deliveries",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "instance_key",
                table: "deliveries",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql("UPDATE task_candidates SET instance_key = (SELECT instance_key FROM user_tasks WHERE user_tasks.key = task_candidates.task_key)");

            migrationBuilder.CreateTable(
                name: "hosts",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    run = table.Column<string>(type: "text", nullable: false),
                    seen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hosts", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "message_ids",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    correlation_key = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_message_ids", x => new { x.name, x.correlation_key, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_at",
                table: "deliveries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_message_ids_expires",
                table: "message_ids",
                column: "expires");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "message_ids");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_at",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "taken_by",
                table: "timers");

            migrationBuilder.DropColumn(
                name: "instance_key",
                table: "task_candidates");

            migrationBuilder.DropColumn(
                name: "taken_by",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "at",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "instance_key",
                table: "deliveries");
        }
    }
}
