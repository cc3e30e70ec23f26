using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Partition : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "partition",
                table: "instances",
                type: "text",
                nullable: true);

            migrationBuilder.Sql("UPDATE instances SET partition = (SELECT area FROM cases WHERE cases.instance_key = instances.key)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "partition",
                table: "instances");
        }
    }
}
