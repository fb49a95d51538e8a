CREATE TABLE "case_entry" (
	"case_id" text NOT NULL,
	"number" bigint NOT NULL,
	"act" text NOT NULL,
	"side" text NOT NULL,
	"person_id" text NOT NULL,
	"text" text NOT NULL,
	"changes" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "case_entry_case_id_number_pk" PRIMARY KEY("case_id","number")
);
--> statement-breakpoint
CREATE TABLE "case_link" (
	"case_id" text NOT NULL,
	"earlier_id" text NOT NULL,
	"linked_by" text NOT NULL,
	"linked_at" bigint NOT NULL,
	CONSTRAINT "case_link_case_id_earlier_id_pk" PRIMARY KEY("case_id","earlier_id")
);
--> statement-breakpoint
CREATE TABLE "follow_up_policy" (
	"id" text PRIMARY KEY NOT NULL,
	"policy" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text,
	CONSTRAINT "follow_up_policy_createdAt_unique" UNIQUE("created_at")
);
--> statement-breakpoint
CREATE TABLE "voice" (
	"id" text PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"sender_id" text NOT NULL,
	"task_id" text,
	"product_id" text,
	"person_id" text,
	"subject" text NOT NULL,
	"search_key" text NOT NULL,
	"period" text NOT NULL,
	"created_at" bigint NOT NULL,
	"clock_from" bigint,
	"reply_due_at" bigint,
	"first_due_at" bigint,
	"first_replied_at" bigint,
	"closed_at" bigint,
	"row_version" bigint NOT NULL,
	CONSTRAINT "voice_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "voice_message" (
	"voice_id" text NOT NULL,
	"number" bigint NOT NULL,
	"act" text NOT NULL,
	"side" text NOT NULL,
	"person_id" text NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "voice_message_voice_id_number_pk" PRIMARY KEY("voice_id","number")
);
--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "voice_id" text;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "search_key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "check" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "opened_by" text;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "reply_due_at" bigint;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "plan_due_at" bigint;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "replied_at" bigint;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "planned_at" bigint;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "handed_over_at" bigint;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD COLUMN "confirmed_at" bigint;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_case_id_improvement_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."improvement_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_entry" ADD CONSTRAINT "case_entry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_link" ADD CONSTRAINT "case_link_case_id_improvement_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."improvement_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_link" ADD CONSTRAINT "case_link_earlier_id_improvement_case_id_fk" FOREIGN KEY ("earlier_id") REFERENCES "public"."improvement_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_link" ADD CONSTRAINT "case_link_linked_by_person_id_fk" FOREIGN KEY ("linked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_policy" ADD CONSTRAINT "follow_up_policy_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_sender_id_person_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_message" ADD CONSTRAINT "voice_message_voice_id_voice_id_fk" FOREIGN KEY ("voice_id") REFERENCES "public"."voice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice_message" ADD CONSTRAINT "voice_message_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_link_earlier" ON "case_link" USING btree ("earlier_id");--> statement-breakpoint
CREATE INDEX "voice_provider" ON "voice" USING btree ("provider_id","period");--> statement-breakpoint
CREATE INDEX "voice_client" ON "voice" USING btree ("client_id","created_at");--> statement-breakpoint
CREATE INDEX "voice_task" ON "voice" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "voice_waiting" ON "voice" USING btree ("reply_due_at") WHERE "voice"."state" in ('open', 'reopened');--> statement-breakpoint
ALTER TABLE "improvement_case" ADD CONSTRAINT "improvement_case_voice_id_voice_id_fk" FOREIGN KEY ("voice_id") REFERENCES "public"."voice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD CONSTRAINT "improvement_case_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "improvement_case_client" ON "improvement_case" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "improvement_case_task" ON "improvement_case" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "improvement_case_line" ON "improvement_case" USING btree ("obligation_key");