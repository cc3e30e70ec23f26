using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NoticesReadByEach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "notification_reads",
                columns: table => new
                {
                    notification_id = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification_reads", x => new { x.notification_id, x.person });
                });

            // A mark on one person's own notice was theirs. Who left one on a notice to a team or a post nobody wrote down:
            // such a notice is new again to all of them, since reading twice does less harm than never.
            migrationBuilder.Sql(
                """
                INSERT INTO notification_reads (notification_id, person, at)
                SELECT id, CASE WHEN recipient LIKE 'person:%' THEN substr(recipient, 8) ELSE recipient END, read_at
                FROM notifications
                WHERE read_at IS NOT NULL AND (recipient LIKE 'person:%'
                    OR (recipient NOT LIKE '%:%' AND recipient NOT IN ('assignee', 'safeguarding-manager', 'administrator')))
                """);

            migrationBuilder.DropColumn(
                name: "read_at",
                table: "notifications");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notification_reads");

            migrationBuilder.AddColumn<long>(
                name: "read_at",
                table: "notifications",
                type: "bigint",
                nullable: true);
        }
    }
}
