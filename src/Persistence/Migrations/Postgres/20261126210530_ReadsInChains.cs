using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReadsInChains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "chain",
                table: "reads_audit",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "hash",
                table: "reads_audit",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "number",
                table: "reads_audit",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "outcome",
                table: "reads_audit",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "read_chains",
                columns: table => new
                {
                    chain = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_read_chains", x => x.chain);
                });

            // What was written before there were chains keeps its order and gets no hash: nobody could say that it is what was written.
            migrationBuilder.Sql("UPDATE reads_audit SET number = id");

            migrationBuilder.CreateIndex(
                name: "IX_reads_audit_chain_number",
                table: "reads_audit",
                columns: new[] { "chain", "number" },
                unique: true);

            // Append-only: the database itself refuses to change what was read by whom.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION reads_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit of reads is append-only'; END $$;
                CREATE TRIGGER reads_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON reads_audit FOR EACH STATEMENT EXECUTE FUNCTION reads_are_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER reads_are_never_changed ON reads_audit; DROP FUNCTION reads_are_append_only();");

            migrationBuilder.DropTable(
                name: "read_chains");

            migrationBuilder.DropIndex(
                name: "IX_reads_audit_chain_number",
                table: "reads_audit");

            migrationBuilder.DropColumn(
                name: "chain",
                table: "reads_audit");

            migrationBuilder.DropColumn(
                name: "hash",
                table: "reads_audit");

            migrationBuilder.DropColumn(
                name: "number",
                table: "reads_audit");

            migrationBuilder.DropColumn(
                name: "outcome",
                table: "reads_audit");
        }
    }
}
