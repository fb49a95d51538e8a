CREATE TABLE "acknowledgement" (
	"plan_version_id" text NOT NULL,
	"person_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"account_id" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "acknowledgement_plan_version_id_person_id_pk" PRIMARY KEY("plan_version_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "acknowledgement_call" (
	"plan_version_id" text PRIMARY KEY NOT NULL,
	"due_on" text NOT NULL,
	"called_by" text NOT NULL,
	"called_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acknowledgement_decision" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_version_id" text NOT NULL,
	"person_id" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coefficient" (
	"plan_id" text NOT NULL,
	"period" text NOT NULL,
	"person_id" text NOT NULL,
	"content_sealed" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" bigint NOT NULL,
	CONSTRAINT "coefficient_plan_id_period_person_id_set_at_pk" PRIMARY KEY("plan_id","period","person_id","set_at")
);
--> statement-breakpoint
CREATE TABLE "coefficient_round" (
	"plan_id" text NOT NULL,
	"period" text NOT NULL,
	"deadline_at" bigint NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" bigint NOT NULL,
	CONSTRAINT "coefficient_round_plan_id_period_pk" PRIMARY KEY("plan_id","period")
);
--> statement-breakpoint
CREATE TABLE "member_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"department_id" text,
	"with_below" boolean NOT NULL,
	"position" text,
	"target_sealed" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "pay_base" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"from" text NOT NULL,
	"base_sealed" text NOT NULL,
	"entered_by" text,
	"entered_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_absence" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"entered_by" text,
	"entered_at" bigint NOT NULL,
	"withdrawn_by" text,
	"withdrawn_at" bigint
);
--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_plan_version_id_plan_version_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_call" ADD CONSTRAINT "acknowledgement_call_plan_version_id_plan_version_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_call" ADD CONSTRAINT "acknowledgement_call_called_by_account_id_fk" FOREIGN KEY ("called_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_decision" ADD CONSTRAINT "acknowledgement_decision_plan_version_id_plan_version_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_decision" ADD CONSTRAINT "acknowledgement_decision_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_decision" ADD CONSTRAINT "acknowledgement_decision_decided_by_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coefficient" ADD CONSTRAINT "coefficient_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coefficient" ADD CONSTRAINT "coefficient_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coefficient" ADD CONSTRAINT "coefficient_set_by_account_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coefficient_round" ADD CONSTRAINT "coefficient_round_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coefficient_round" ADD CONSTRAINT "coefficient_round_opened_by_account_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_rule" ADD CONSTRAINT "member_rule_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_rule" ADD CONSTRAINT "member_rule_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_rule" ADD CONSTRAINT "member_rule_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pay_base" ADD CONSTRAINT "pay_base_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pay_base" ADD CONSTRAINT "pay_base_entered_by_account_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_absence" ADD CONSTRAINT "person_absence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_absence" ADD CONSTRAINT "person_absence_entered_by_account_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_absence" ADD CONSTRAINT "person_absence_withdrawn_by_account_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acknowledgement_decision_version" ON "acknowledgement_decision" USING btree ("plan_version_id","person_id");--> statement-breakpoint
CREATE INDEX "member_rule_plan" ON "member_rule" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "pay_base_person" ON "pay_base" USING btree ("person_id","from");--> statement-breakpoint
CREATE INDEX "person_absence_person" ON "person_absence" USING btree ("person_id","from");