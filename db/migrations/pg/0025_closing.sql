CREATE TABLE "closing_date" (
	"month" text PRIMARY KEY NOT NULL,
	"cut_off_on" text NOT NULL,
	"objections_by" text NOT NULL,
	"review_ends_on" text NOT NULL,
	"request_by" text NOT NULL,
	"confirm_by" text NOT NULL,
	"approve_by" text,
	"pay_on" text,
	"by_hand" boolean NOT NULL,
	"set_by" text,
	"set_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "closing_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "closing_date" ADD CONSTRAINT "closing_date_set_by_person_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_rule" ADD CONSTRAINT "closing_rule_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "closing_rule_created" ON "closing_rule" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "task_entry_answered" ON "task_entry" USING btree ("answered_at","task_id") WHERE "task_entry"."answered_at" is not null;--> statement-breakpoint
CREATE INDEX "task_event_corrected" ON "task_event" USING btree ("received_at","task_id") WHERE "task_event"."type" = 'corrected';