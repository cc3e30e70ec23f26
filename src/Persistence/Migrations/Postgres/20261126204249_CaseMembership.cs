using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CaseMembership : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "used_ids");

            migrationBuilder.CreateTable(
                name: "case_openings",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_openings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "named_people",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_named_people", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_case_openings_instance_key_until",
                table: "case_openings",
                columns: new[] { "instance_key", "until" });

            migrationBuilder.CreateIndex(
                name: "IX_named_people_instance_key_person",
                table: "named_people",
                columns: new[] { "instance_key", "person" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_openings");

            migrationBuilder.DropTable(
                name: "named_people");

            migrationBuilder.CreateTable(
                name: "used_ids",
                columns: table => new
                {
                    scope = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: true),
                    expires = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_used_ids", x => new { x.scope, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_used_ids_expires",
                table: "used_ids",
                column: "expires");
        }
    }
}
