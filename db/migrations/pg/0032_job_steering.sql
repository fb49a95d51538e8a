CREATE TABLE "job_pause" (
	"job" text PRIMARY KEY NOT NULL,
	"paused_by" text NOT NULL,
	"paused_at" bigint NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "job_run" ADD COLUMN "asked_by" text;--> statement-breakpoint
ALTER TABLE "job_pause" ADD CONSTRAINT "job_pause_paused_by_person_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_run" ADD CONSTRAINT "job_run_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;