CREATE TABLE "mapping_card" (
	"source" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"archived_at" bigint
);
--> statement-breakpoint
CREATE TABLE "pull_run" (
	"id" text PRIMARY KEY NOT NULL,
	"pull_id" text NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint NOT NULL,
	"state" text NOT NULL,
	"pages" bigint NOT NULL,
	"items" bigint NOT NULL,
	"accepted" bigint NOT NULL,
	"corrected" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"skipped" bigint NOT NULL,
	"quarantined" bigint NOT NULL,
	"batch_id" text,
	"fault" text,
	"fault_detail" text
);
--> statement-breakpoint
CREATE TABLE "pull_source" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"url" text NOT NULL,
	"provider_ids" text,
	"header_name" text NOT NULL,
	"secret" text,
	"plan" text NOT NULL,
	"mapping" text NOT NULL,
	"every_minutes" bigint NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"paused_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pull_state" (
	"pull_id" text PRIMARY KEY NOT NULL,
	"position" text,
	"halfway" text,
	"known" text NOT NULL,
	"next_at" bigint NOT NULL,
	"lease_until" bigint NOT NULL,
	"fence" bigint NOT NULL,
	"attempt" bigint NOT NULL,
	"fault" text,
	"fault_detail" text,
	"last_at" bigint,
	"last_good_at" bigint
);
--> statement-breakpoint
CREATE TABLE "watch_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"glob" text NOT NULL,
	"source" text NOT NULL,
	"provider_ids" text,
	"may_create" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"disabled_at" bigint
);
--> statement-breakpoint
CREATE TABLE "watched_file" (
	"id" text PRIMARY KEY NOT NULL,
	"open_name" text,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"modified_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"state" text NOT NULL,
	"place" text NOT NULL,
	"kept_name" text,
	"batch_id" text,
	"attempt" bigint NOT NULL,
	"not_before" bigint NOT NULL,
	"fault" text,
	"fault_detail" text,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "watched_file_openName_unique" UNIQUE("open_name")
);
--> statement-breakpoint
ALTER TABLE "pull_run" ADD CONSTRAINT "pull_run_pull_id_pull_source_id_fk" FOREIGN KEY ("pull_id") REFERENCES "public"."pull_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_run" ADD CONSTRAINT "pull_run_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_source" ADD CONSTRAINT "pull_source_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pull_state" ADD CONSTRAINT "pull_state_pull_id_pull_source_id_fk" FOREIGN KEY ("pull_id") REFERENCES "public"."pull_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_rule" ADD CONSTRAINT "watch_rule_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_file" ADD CONSTRAINT "watched_file_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pull_run_pull" ON "pull_run" USING btree ("pull_id","started_at");--> statement-breakpoint
CREATE INDEX "pull_run_batch" ON "pull_run" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "pull_run_started" ON "pull_run" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "watched_file_state" ON "watched_file" USING btree ("state","updated_at");--> statement-breakpoint
CREATE INDEX "watched_file_batch" ON "watched_file" USING btree ("batch_id");