CREATE TABLE "rater_pause" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"until" text,
	"added_by" text,
	"added_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "survey_policy" (
	"id" text PRIMARY KEY NOT NULL,
	"survey" text NOT NULL,
	"policy" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text
);
--> statement-breakpoint
ALTER TABLE "rater_pause" ADD CONSTRAINT "rater_pause_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rater_pause" ADD CONSTRAINT "rater_pause_added_by_person_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_policy" ADD CONSTRAINT "survey_policy_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rater_pause_person" ON "rater_pause" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "survey_policy_newest" ON "survey_policy" USING btree ("survey","created_at");