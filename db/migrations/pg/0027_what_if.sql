CREATE TABLE "held_release" (
	"run_id" text NOT NULL,
	"department_id" text NOT NULL,
	"payout_bp" bigint NOT NULL,
	"reason" text NOT NULL,
	"released_by" text NOT NULL,
	"released_at" bigint NOT NULL,
	CONSTRAINT "held_release_run_id_department_id_pk" PRIMARY KEY("run_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "pay_format" (
	"profile" text PRIMARY KEY NOT NULL,
	"columns" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_export" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"profile" text NOT NULL,
	"rows" bigint NOT NULL,
	"manifest_sealed" text NOT NULL,
	"exported_by" text NOT NULL,
	"exported_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_finding" (
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"people" bigint NOT NULL,
	"fingerprint" text NOT NULL,
	"list_sealed" text NOT NULL,
	"accepted_by" text,
	"accepted_at" bigint,
	"accepted_because" text,
	CONSTRAINT "run_finding_run_id_kind_pk" PRIMARY KEY("run_id","kind")
);
--> statement-breakpoint
CREATE TABLE "scenario" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"plan_id" text NOT NULL,
	"period" text NOT NULL,
	"owner_id" text NOT NULL,
	"shared" boolean NOT NULL,
	"changes" text NOT NULL,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "held_release" ADD CONSTRAINT "held_release_run_id_bonus_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bonus_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_release" ADD CONSTRAINT "held_release_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_release" ADD CONSTRAINT "held_release_released_by_account_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pay_format" ADD CONSTRAINT "pay_format_changed_by_account_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_export" ADD CONSTRAINT "run_export_run_id_bonus_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bonus_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_export" ADD CONSTRAINT "run_export_exported_by_account_id_fk" FOREIGN KEY ("exported_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_finding" ADD CONSTRAINT "run_finding_run_id_bonus_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bonus_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_finding" ADD CONSTRAINT "run_finding_accepted_by_account_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_export_run" ON "run_export" USING btree ("run_id","exported_at");--> statement-breakpoint
CREATE INDEX "scenario_owner" ON "scenario" USING btree ("owner_id","changed_at");