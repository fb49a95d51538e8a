CREATE TABLE "provider_action" (
	"id" text PRIMARY KEY NOT NULL,
	"quarter" text NOT NULL,
	"provider_id" text NOT NULL,
	"position" bigint NOT NULL,
	"text" text NOT NULL,
	"owner_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_action_step" (
	"action_id" text NOT NULL,
	"number" bigint NOT NULL,
	"state" text NOT NULL,
	"due_on" text NOT NULL,
	"note" text NOT NULL,
	"at" bigint NOT NULL,
	"by_person_id" text NOT NULL,
	CONSTRAINT "provider_action_step_action_id_number_pk" PRIMARY KEY("action_id","number")
);
--> statement-breakpoint
CREATE TABLE "provider_answer" (
	"quarter" text NOT NULL,
	"provider_id" text NOT NULL,
	"text" text NOT NULL,
	"published_at" bigint NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "provider_answer_quarter_provider_id_pk" PRIMARY KEY("quarter","provider_id")
);
--> statement-breakpoint
CREATE TABLE "relationship_asked" (
	"round_id" text NOT NULL,
	"person_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"is_answered" boolean NOT NULL,
	CONSTRAINT "relationship_asked_round_id_person_id_provider_id_pk" PRIMARY KEY("round_id","person_id","provider_id")
);
--> statement-breakpoint
CREATE TABLE "relationship_report" (
	"quarter" text NOT NULL,
	"provider_id" text NOT NULL,
	"content" text NOT NULL,
	"published_at" bigint NOT NULL,
	"answer_by" text NOT NULL,
	CONSTRAINT "relationship_report_quarter_provider_id_pk" PRIMARY KEY("quarter","provider_id")
);
--> statement-breakpoint
CREATE TABLE "round_person" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"person_id" text NOT NULL,
	"state" text NOT NULL,
	"draft" text,
	"token_hash" text,
	"created_at" bigint NOT NULL,
	"sent_at" bigint,
	"reminded_at" bigint
);
--> statement-breakpoint
CREATE TABLE "survey_round" (
	"id" text PRIMARY KEY NOT NULL,
	"survey" text NOT NULL,
	"quarter" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"closes_at" bigint NOT NULL,
	"closed_at" bigint
);
--> statement-breakpoint
ALTER TABLE "provider_action" ADD CONSTRAINT "provider_action_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_action" ADD CONSTRAINT "provider_action_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_action_step" ADD CONSTRAINT "provider_action_step_action_id_provider_action_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."provider_action"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_action_step" ADD CONSTRAINT "provider_action_step_by_person_id_person_id_fk" FOREIGN KEY ("by_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_answer" ADD CONSTRAINT "provider_answer_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_answer" ADD CONSTRAINT "provider_answer_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_asked" ADD CONSTRAINT "relationship_asked_round_id_survey_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_asked" ADD CONSTRAINT "relationship_asked_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_asked" ADD CONSTRAINT "relationship_asked_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_asked" ADD CONSTRAINT "relationship_asked_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_report" ADD CONSTRAINT "relationship_report_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_person" ADD CONSTRAINT "round_person_round_id_survey_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round_person" ADD CONSTRAINT "round_person_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "provider_action_place" ON "provider_action" USING btree ("quarter","provider_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "round_person_once" ON "round_person" USING btree ("round_id","person_id");--> statement-breakpoint
CREATE INDEX "round_person_person" ON "round_person" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "survey_round_quarter" ON "survey_round" USING btree ("survey","quarter");