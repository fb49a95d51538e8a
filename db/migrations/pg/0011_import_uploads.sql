CREATE TABLE "import_job" (
	"batch_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"stop_wanted" boolean NOT NULL,
	"queued_at" bigint NOT NULL,
	"lease_until" bigint NOT NULL,
	"fence" bigint NOT NULL,
	"attempt" bigint NOT NULL,
	"portions_done" bigint NOT NULL,
	"rows_done" bigint NOT NULL,
	"rows_total" bigint NOT NULL,
	"counts" text NOT NULL,
	"started_at" bigint,
	"started_rows" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"result" text,
	"fault" text,
	"fault_detail" text
);
--> statement-breakpoint
CREATE TABLE "import_upload" (
	"batch_id" text PRIMARY KEY NOT NULL,
	"file_key" text NOT NULL,
	"bytes" bigint NOT NULL,
	"look" text NOT NULL,
	"mapping" text NOT NULL,
	"rights" text NOT NULL,
	"resent_of" text,
	"keep_until" bigint NOT NULL,
	"removed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "source_mapping" (
	"source" text NOT NULL,
	"version" bigint NOT NULL,
	"heading_key" text NOT NULL,
	"mapping" text NOT NULL,
	"saved_by" text,
	"saved_at" bigint NOT NULL,
	CONSTRAINT "source_mapping_source_version_pk" PRIMARY KEY("source","version")
);
--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "used" bigint;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "fixed" bigint;--> statement-breakpoint
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_upload" ADD CONSTRAINT "import_upload_resent_of_import_batch_id_fk" FOREIGN KEY ("resent_of") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_mapping" ADD CONSTRAINT "source_mapping_saved_by_person_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_job_state" ON "import_job" USING btree ("state","queued_at");--> statement-breakpoint
CREATE INDEX "source_mapping_headings" ON "source_mapping" USING btree ("heading_key","saved_at");