using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Batches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "batch_items",
                columns: table => new
                {
                    batch_key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    message = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batch_items", x => new { x.batch_key, x.instance_key });
                });

            migrationBuilder.CreateTable(
                name: "batches",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    operation = table.Column<byte[]>(type: "bytea", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_batches", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_batch_items_batch_key_state_instance_key",
                table: "batch_items",
                columns: new[] { "batch_key", "state", "instance_key" });

            migrationBuilder.CreateIndex(
                name: "IX_batches_status",
                table: "batches",
                column: "status");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batch_items");

            migrationBuilder.DropTable(
                name: "batches");
        }
    }
}
