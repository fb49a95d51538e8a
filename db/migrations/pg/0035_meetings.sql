CREATE TABLE "meeting" (
	"id" text PRIMARY KEY NOT NULL,
	"one_id" text NOT NULL,
	"other_id" text NOT NULL,
	"number" bigint NOT NULL,
	"held_on" text NOT NULL,
	"attendees" text NOT NULL,
	"note" text NOT NULL,
	"one_confirmed_by" text,
	"one_confirmed_at" bigint,
	"other_confirmed_by" text,
	"other_confirmed_at" bigint,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_decision" (
	"meeting_id" text NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"case_id" text,
	"agreement_id" text,
	"version_number" bigint,
	"owner_id" text,
	"due_on" text,
	"done_by" text,
	"done_at" bigint,
	"decided_by" text NOT NULL,
	"decided_at" bigint NOT NULL,
	"taken_back_at" bigint,
	CONSTRAINT "meeting_decision_meeting_id_number_pk" PRIMARY KEY("meeting_id","number")
);
--> statement-breakpoint
CREATE TABLE "meeting_point" (
	"meeting_id" text NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"facts" text NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "meeting_point_meeting_id_number_pk" PRIMARY KEY("meeting_id","number")
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_one_id_department_id_fk" FOREIGN KEY ("one_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_other_id_department_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_one_confirmed_by_person_id_fk" FOREIGN KEY ("one_confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_other_confirmed_by_person_id_fk" FOREIGN KEY ("other_confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decision" ADD CONSTRAINT "meeting_decision_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decision" ADD CONSTRAINT "meeting_decision_case_id_improvement_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."improvement_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decision" ADD CONSTRAINT "meeting_decision_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decision" ADD CONSTRAINT "meeting_decision_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decision" ADD CONSTRAINT "meeting_decision_done_by_person_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_decision" ADD CONSTRAINT "meeting_decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_point" ADD CONSTRAINT "meeting_point_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_number" ON "meeting" USING btree ("one_id","other_id","number");--> statement-breakpoint
CREATE INDEX "meeting_other" ON "meeting" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "meeting_decision_owner" ON "meeting_decision" USING btree ("owner_id");