CREATE TABLE "attachment" (
	"id" text PRIMARY KEY NOT NULL,
	"file_key" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"task_id" text,
	"dispute_id" text,
	"attached_to" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_file" (
	"key" text PRIMARY KEY NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" bigint NOT NULL,
	"added_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"side" text NOT NULL,
	"command" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"channel" text,
	"told_by" text NOT NULL,
	"for_person_id" text,
	"told_at" bigint NOT NULL,
	"state" text NOT NULL,
	"answered_by" text,
	"answered_at" bigint,
	"answer" text
);
--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_file_key_evidence_file_key_fk" FOREIGN KEY ("file_key") REFERENCES "public"."evidence_file"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_dispute_id_dispute_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."dispute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_added_by_person_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_entry" ADD CONSTRAINT "task_entry_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_entry" ADD CONSTRAINT "task_entry_told_by_person_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_entry" ADD CONSTRAINT "task_entry_for_person_id_person_id_fk" FOREIGN KEY ("for_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_entry" ADD CONSTRAINT "task_entry_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachment_task" ON "attachment" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "attachment_dispute" ON "attachment" USING btree ("dispute_id");--> statement-breakpoint
CREATE INDEX "attachment_person" ON "attachment" USING btree ("added_by","added_at");--> statement-breakpoint
CREATE INDEX "task_entry_task" ON "task_entry" USING btree ("task_id","state");--> statement-breakpoint
CREATE INDEX "task_entry_waiting" ON "task_entry" USING btree ("told_at") WHERE "task_entry"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "task_state_open" ON "task" USING btree ("state","due_at") WHERE "task"."state" in ('requested', 'in_progress', 'paused', 'returned');