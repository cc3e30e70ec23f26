using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Peninsula.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InitialSchema : Migration
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

            migrationBuilder.CreateTable(
                name: "case_counters",
                columns: table => new
                {
                    prefix = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_counters", x => new { x.prefix, x.year });
                });

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
                name: "cases",
                columns: table => new
                {
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    area = table.Column<string>(type: "text", nullable: true),
                    risk_level = table.Column<string>(type: "text", nullable: true),
                    opened = table.Column<long>(type: "bigint", nullable: false),
                    closed = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cases", x => x.instance_key);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    message_key = table.Column<long>(type: "bigint", nullable: false),
                    receiver = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.message_key, x.receiver });
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drafts", x => new { x.id, x.person });
                });

            migrationBuilder.CreateTable(
                name: "escalations",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    task_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    level = table.Column<string>(type: "text", nullable: false),
                    area = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: true),
                    team = table.Column<string>(type: "text", nullable: true),
                    recipients = table.Column<string>(type: "text", nullable: false),
                    anonymised = table.Column<bool>(type: "boolean", nullable: false),
                    raised = table.Column<long>(type: "bigint", nullable: false),
                    acknowledged_at = table.Column<long>(type: "bigint", nullable: true),
                    acknowledged_by = table.Column<string>(type: "text", nullable: true),
                    direction = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<long>(type: "bigint", nullable: true),
                    answered_by = table.Column<string>(type: "text", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_escalations", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: true),
                    command = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_history", x => x.sequence);
                });

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
                name: "incidents",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false),
                    job_key = table.Column<long>(type: "bigint", nullable: true),
                    raised = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "instances",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    definition_key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    partition = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    started = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<byte[]>(type: "bytea", nullable: false),
                    state_check = table.Column<long>(type: "bigint", nullable: false),
                    history_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instances", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    retries = table.Column<int>(type: "integer", nullable: false),
                    headers = table.Column<string>(type: "text", nullable: true),
                    variables = table.Column<byte[]>(type: "bytea", nullable: false),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    available_at = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    worker = table.Column<string>(type: "text", nullable: true),
                    held = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.key);
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

            migrationBuilder.CreateTable(
                name: "notice_reads",
                columns: table => new
                {
                    notice_id = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_reads", x => new { x.notice_id, x.person });
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    idempotency_key = table.Column<string>(type: "text", nullable: false),
                    recipient = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    instance_key = table.Column<long>(type: "bigint", nullable: true),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    anonymised = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    from_instance = table.Column<long>(type: "bigint", nullable: false),
                    is_signal = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    correlation_key = table.Column<string>(type: "text", nullable: true),
                    variables = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    expires = table.Column<long>(type: "bigint", nullable: true),
                    buffered = table.Column<bool>(type: "boolean", nullable: false),
                    sender = table.Column<string>(type: "text", nullable: true),
                    taken_by = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "pathway_versions",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    based_on = table.Column<long>(type: "bigint", nullable: true),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    effective_from = table.Column<long>(type: "bigint", nullable: true),
                    submitted_by = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true),
                    definition_key = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pathway_versions", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "purpose",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purpose", x => x.id);
                });

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

            migrationBuilder.CreateTable(
                name: "reads_audit",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<int>(type: "integer", nullable: false),
                    chain = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reads_audit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "resources",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resources", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id_hash = table.Column<string>(type: "text", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false),
                    began = table.Column<long>(type: "bigint", nullable: false),
                    seen = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.id_hash);
                });

            migrationBuilder.CreateTable(
                name: "starts",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_starts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    definition_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    correlation_key = table.Column<string>(type: "text", nullable: true),
                    stays_open = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscriptions", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "timers",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    definition_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    repetitions_left = table.Column<int>(type: "integer", nullable: false),
                    interval = table.Column<string>(type: "text", nullable: true),
                    held = table.Column<int>(type: "integer", nullable: false),
                    incident_key = table.Column<long>(type: "bigint", nullable: true),
                    taken_by = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_timers", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "user_tasks",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false),
                    form_id = table.Column<string>(type: "text", nullable: true),
                    business_key = table.Column<string>(type: "text", nullable: true),
                    assignee = table.Column<string>(type: "text", nullable: true),
                    area = table.Column<string>(type: "text", nullable: true),
                    agency = table.Column<string>(type: "text", nullable: true),
                    team = table.Column<string>(type: "text", nullable: true),
                    timescale = table.Column<string>(type: "text", nullable: true),
                    disclosure = table.Column<string>(type: "text", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    created = table.Column<long>(type: "bigint", nullable: false),
                    due = table.Column<long>(type: "bigint", nullable: true),
                    follow_up = table.Column<long>(type: "bigint", nullable: true),
                    ladder_level = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    completed_at = table.Column<long>(type: "bigint", nullable: true),
                    completed_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_tasks", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "task_candidates",
                columns: table => new
                {
                    task_key = table.Column<long>(type: "bigint", nullable: false),
                    is_group = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    instance_key = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_candidates", x => new { x.task_key, x.is_group, x.name });
                    table.ForeignKey(
                        name: "FK_task_candidates_user_tasks_task_key",
                        column: x => x.task_key,
                        principalTable: "user_tasks",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_batch_items_batch_key_state_instance_key",
                table: "batch_items",
                columns: new[] { "batch_key", "state", "instance_key" });

            migrationBuilder.CreateIndex(
                name: "IX_batches_status",
                table: "batches",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "IX_case_openings_instance_key_until",
                table: "case_openings",
                columns: new[] { "instance_key", "until" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_area_status_opened",
                table: "cases",
                columns: new[] { "area", "status", "opened" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_reference",
                table: "cases",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_at",
                table: "deliveries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_drafts_person",
                table: "drafts",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "IX_escalations_area_agency_level",
                table: "escalations",
                columns: new[] { "area", "agency", "level" },
                filter: "closed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_escalations_business_key",
                table: "escalations",
                column: "business_key",
                filter: "business_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_escalations_task_key",
                table: "escalations",
                column: "task_key");

            migrationBuilder.CreateIndex(
                name: "IX_history_instance_key_version",
                table: "history",
                columns: new[] { "instance_key", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_incidents_instance_key",
                table: "incidents",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "IX_instances_process_id_status",
                table: "instances",
                columns: new[] { "process_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_instance_key",
                table: "jobs",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_type_available_at",
                table: "jobs",
                columns: new[] { "type", "available_at" },
                filter: "held = 0 AND retries > 0");

            migrationBuilder.CreateIndex(
                name: "IX_message_ids_expires",
                table: "message_ids",
                column: "expires");

            migrationBuilder.CreateIndex(
                name: "IX_named_people_instance_key_person",
                table: "named_people",
                columns: new[] { "instance_key", "person" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_idempotency_key",
                table: "notices",
                column: "idempotency_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notices_recipient_at",
                table: "notices",
                columns: new[] { "recipient", "at" });

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

            migrationBuilder.CreateIndex(
                name: "IX_pathway_versions_definition_key",
                table: "pathway_versions",
                column: "definition_key");

            migrationBuilder.CreateIndex(
                name: "IX_pathway_versions_process_id_state",
                table: "pathway_versions",
                columns: new[] { "process_id", "state" });

            migrationBuilder.CreateIndex(
                name: "IX_reads_audit_business_key_at",
                table: "reads_audit",
                columns: new[] { "business_key", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_reads_audit_chain_number",
                table: "reads_audit",
                columns: new[] { "chain", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reads_audit_person_at",
                table: "reads_audit",
                columns: new[] { "person", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_resources_kind_id_version",
                table: "resources",
                columns: new[] { "kind", "id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sessions_began",
                table: "sessions",
                column: "began");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_person",
                table: "sessions",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "IX_starts_instance_key",
                table: "starts",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_definition_key",
                table: "subscriptions",
                column: "definition_key",
                filter: "definition_key <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_kind_name_correlation_key",
                table: "subscriptions",
                columns: new[] { "kind", "name", "correlation_key" });

            migrationBuilder.CreateIndex(
                name: "IX_task_candidates_name_is_group_task_key",
                table: "task_candidates",
                columns: new[] { "name", "is_group", "task_key" });

            migrationBuilder.CreateIndex(
                name: "IX_timers_definition_key",
                table: "timers",
                column: "definition_key",
                filter: "definition_key <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_timers_due_key",
                table: "timers",
                columns: new[] { "due", "key" },
                filter: "held = 0");

            migrationBuilder.CreateIndex(
                name: "IX_timers_incident_key",
                table: "timers",
                column: "incident_key",
                filter: "incident_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_timers_instance_key",
                table: "timers",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "IX_user_tasks_area_agency_ladder_level_due_state",
                table: "user_tasks",
                columns: new[] { "area", "agency", "ladder_level", "due", "state" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_user_tasks_assignee_due",
                table: "user_tasks",
                columns: new[] { "assignee", "due" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_user_tasks_instance_key",
                table: "user_tasks",
                column: "instance_key");

            migrationBuilder.CreateIndex(
                name: "IX_user_tasks_team_due",
                table: "user_tasks",
                columns: new[] { "team", "due" },
                filter: "state = 0");

            migrationBuilder.Sql(
                """
                CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$;
                CREATE TRIGGER history_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();
                """);
            migrationBuilder.Sql(
                """
                CREATE FUNCTION reads_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit of reads is append-only'; END $$;
                CREATE TRIGGER reads_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON reads_audit FOR EACH STATEMENT EXECUTE FUNCTION reads_are_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batch_items");

            migrationBuilder.DropTable(
                name: "batches");

            migrationBuilder.DropTable(
                name: "case_counters");

            migrationBuilder.DropTable(
                name: "case_openings");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "escalations");

            migrationBuilder.DropTable(
                name: "history");

            migrationBuilder.DropTable(
                name: "hosts");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "instances");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "message_ids");

            migrationBuilder.DropTable(
                name: "named_people");

            migrationBuilder.DropTable(
                name: "notice_reads");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pathway_versions");

            migrationBuilder.DropTable(
                name: "purpose");

            migrationBuilder.DropTable(
                name: "read_chains");

            migrationBuilder.DropTable(
                name: "reads_audit");

            migrationBuilder.DropTable(
                name: "resources");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "starts");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "task_candidates");

            migrationBuilder.DropTable(
                name: "timers");

            migrationBuilder.DropTable(
                name: "user_tasks");

            migrationBuilder.Sql("DROP FUNCTION history_is_append_only");
            migrationBuilder.Sql("DROP FUNCTION reads_are_append_only");
        }
    }
}
