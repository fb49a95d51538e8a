CREATE TABLE "client_kpi_value" (
	"kpi_id" text NOT NULL,
	"month" text NOT NULL,
	"number" bigint NOT NULL,
	"value" text NOT NULL,
	"note" text,
	"entered_by" text NOT NULL,
	"entered_at" bigint NOT NULL,
	CONSTRAINT "client_kpi_value_kpi_id_month_number_pk" PRIMARY KEY("kpi_id","month","number")
);
--> statement-breakpoint
CREATE TABLE "department_past" (
	"department_id" text NOT NULL,
	"until" text NOT NULL,
	"parent_id" text,
	"name" text NOT NULL,
	"reorganisation_id" text NOT NULL,
	CONSTRAINT "department_past_department_id_until_reorganisation_id_pk" PRIMARY KEY("department_id","until","reorganisation_id")
);
--> statement-breakpoint
CREATE TABLE "department_successor" (
	"department_id" text NOT NULL,
	"successor_id" text NOT NULL,
	"from" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "department_successor_department_id_successor_id_pk" PRIMARY KEY("department_id","successor_id")
);
--> statement-breakpoint
CREATE TABLE "occurrence_input" (
	"obligation_key" text NOT NULL,
	"scheduled_on" text NOT NULL,
	"number" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"side" text NOT NULL,
	"said_by" text NOT NULL,
	"said_at" bigint NOT NULL,
	"taken_back_by" text,
	"taken_back_at" bigint,
	"reason" text,
	CONSTRAINT "occurrence_input_obligation_key_scheduled_on_number_pk" PRIMARY KEY("obligation_key","scheduled_on","number")
);
--> statement-breakpoint
CREATE TABLE "reorganisation" (
	"id" text PRIMARY KEY NOT NULL,
	"department_id" text NOT NULL,
	"kind" text NOT NULL,
	"on" text NOT NULL,
	"plan" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"stuck" text,
	"planned_by" text,
	"planned_at" bigint NOT NULL,
	"done_at" bigint,
	"counts" text,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreement" ADD COLUMN "continues_id" text;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "asked_provider_id" text;--> statement-breakpoint
ALTER TABLE "client_kpi_value" ADD CONSTRAINT "client_kpi_value_kpi_id_client_kpi_id_fk" FOREIGN KEY ("kpi_id") REFERENCES "public"."client_kpi"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_kpi_value" ADD CONSTRAINT "client_kpi_value_entered_by_person_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_past" ADD CONSTRAINT "department_past_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_past" ADD CONSTRAINT "department_past_parent_id_department_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_past" ADD CONSTRAINT "department_past_reorganisation_id_reorganisation_id_fk" FOREIGN KEY ("reorganisation_id") REFERENCES "public"."reorganisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_successor" ADD CONSTRAINT "department_successor_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_successor" ADD CONSTRAINT "department_successor_successor_id_department_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence_input" ADD CONSTRAINT "occurrence_input_said_by_person_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence_input" ADD CONSTRAINT "occurrence_input_taken_back_by_person_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorganisation" ADD CONSTRAINT "reorganisation_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorganisation" ADD CONSTRAINT "reorganisation_planned_by_person_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reorganisation_state" ON "reorganisation" USING btree ("state","on");--> statement-breakpoint
CREATE INDEX "reorganisation_department" ON "reorganisation" USING btree ("department_id");--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_continues_id_agreement_id_fk" FOREIGN KEY ("continues_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_asked_provider_id_department_id_fk" FOREIGN KEY ("asked_provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;