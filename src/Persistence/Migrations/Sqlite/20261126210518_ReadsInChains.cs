using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Peninsula.Persistence.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "hash",
                table: "reads_audit",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "number",
                table: "reads_audit",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "outcome",
                table: "reads_audit",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "read_chains",
                columns: table => new
                {
                    chain = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
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
            migrationBuilder.Sql("CREATE TRIGGER reads_are_never_changed BEFORE UPDATE ON reads_audit BEGIN SELECT RAISE(ABORT, 'the audit of reads is append-only'); END;");
            migrationBuilder.Sql("CREATE TRIGGER reads_are_never_removed BEFORE DELETE ON reads_audit BEGIN SELECT RAISE(ABORT, 'the audit of reads is append-only'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER reads_are_never_changed; DROP TRIGGER reads_are_never_removed;");

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
