using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BufferedAsTruth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_key",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_name",
                table: "outbox");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_key",
                table: "outbox",
                column: "key",
                filter: "NOT buffered");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_name",
                table: "outbox",
                column: "name",
                filter: "buffered");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_outbox_key",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_outbox_name",
                table: "outbox");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_key",
                table: "outbox",
                column: "key",
                filter: "buffered = 0");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_name",
                table: "outbox",
                column: "name",
                filter: "buffered = 1");
        }
    }
}
