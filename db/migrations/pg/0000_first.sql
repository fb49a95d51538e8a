CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"is_demo" boolean NOT NULL,
	"disabled_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agreement" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"provider_id" text NOT NULL,
	"client_kind" text NOT NULL,
	"client_department_id" text,
	"client_group_id" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "agreement_code_unique" UNIQUE("code"),
	CONSTRAINT "agreement_client_kind" CHECK (("agreement"."client_kind" = 'department') = ("agreement"."client_department_id" is not null) and ("agreement"."client_kind" = 'group') = ("agreement"."client_group_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "agreement_contact" (
	"agreement_id" text NOT NULL,
	"person_id" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "agreement_contact_agreement_id_person_id_pk" PRIMARY KEY("agreement_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "agreement_version" (
	"id" text PRIMARY KEY NOT NULL,
	"agreement_id" text NOT NULL,
	"number" bigint NOT NULL,
	"state" text NOT NULL,
	"from" text NOT NULL,
	"to" text,
	"purpose" text,
	"inputs" text NOT NULL,
	"content_hash" text NOT NULL,
	"is_imported" boolean NOT NULL,
	"provider_signed_by" text,
	"provider_signed_at" bigint,
	"client_signed_by" text,
	"client_signed_at" bigint,
	"created_by" text,
	"created_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"invitation_id" text NOT NULL,
	"number" bigint NOT NULL,
	"csat" bigint NOT NULL,
	"effort" bigint,
	"reasons" text NOT NULL,
	"comment" text NOT NULL,
	"statistics_only" boolean NOT NULL,
	"is_current" boolean NOT NULL,
	"answered_at" bigint NOT NULL,
	"voided_at" bigint,
	CONSTRAINT "answer_invitation_id_number_pk" PRIMARY KEY("invitation_id","number")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"address" text,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"rows" bigint NOT NULL,
	"details" text NOT NULL,
	"salt" text NOT NULL,
	"commitment" text NOT NULL,
	"key_id" text NOT NULL,
	"hmac" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bonus_line" (
	"run_id" text NOT NULL,
	"person_id" text NOT NULL,
	"department_id" text NOT NULL,
	"payout_bp" bigint,
	"statement_sealed" text NOT NULL,
	"statement_hash" text NOT NULL,
	CONSTRAINT "bonus_line_run_id_person_id_pk" PRIMARY KEY("run_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "bonus_run" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"plan_version_id" text NOT NULL,
	"period" text NOT NULL,
	"number" bigint NOT NULL,
	"state" text NOT NULL,
	"content_hash" text NOT NULL,
	"people" bigint NOT NULL,
	"totals_sealed" text NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" bigint NOT NULL,
	"published_at" bigint,
	"exported_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"archived_at" bigint,
	CONSTRAINT "calendar_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "calendar_version" (
	"id" text PRIMARY KEY NOT NULL,
	"calendar_id" text NOT NULL,
	"number" bigint NOT NULL,
	"spec" text NOT NULL,
	"created_at" bigint NOT NULL,
	"created_by" text
);
--> statement-breakpoint
CREATE TABLE "client_group" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"representative_id" text,
	"archived_at" bigint,
	CONSTRAINT "client_group_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "client_group_member" (
	"group_id" text NOT NULL,
	"department_id" text NOT NULL,
	"from" text NOT NULL,
	"to" text,
	CONSTRAINT "client_group_member_group_id_department_id_from_pk" PRIMARY KEY("group_id","department_id","from")
);
--> statement-breakpoint
CREATE TABLE "client_weight" (
	"agreement_id" text NOT NULL,
	"from" text NOT NULL,
	"weight" text NOT NULL,
	"set_by" text,
	CONSTRAINT "client_weight_agreement_id_from_pk" PRIMARY KEY("agreement_id","from")
);
--> statement-breakpoint
CREATE TABLE "closed_item" (
	"period" text NOT NULL,
	"obligation_key" text NOT NULL,
	"item" text NOT NULL,
	"cycle" bigint NOT NULL,
	"carry" bigint NOT NULL,
	"standing" text NOT NULL,
	"reasons" text NOT NULL,
	CONSTRAINT "closed_item_period_obligation_key_item_cycle_carry_pk" PRIMARY KEY("period","obligation_key","item","cycle","carry")
);
--> statement-breakpoint
CREATE TABLE "correction" (
	"id" text PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"obligation_key" text NOT NULL,
	"item" text NOT NULL,
	"cycle" bigint NOT NULL,
	"carry" bigint NOT NULL,
	"recipient_id" text NOT NULL,
	"from_standing" text NOT NULL,
	"to_standing" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint
);
--> statement-breakpoint
CREATE TABLE "department" (
	"id" text PRIMARY KEY NOT NULL,
	"parent_id" text,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"sort_key" text NOT NULL,
	"is_team" boolean NOT NULL,
	"calendar_id" text,
	"archived_at" bigint
);
--> statement-breakpoint
CREATE TABLE "department_post" (
	"id" text PRIMARY KEY NOT NULL,
	"department_id" text NOT NULL,
	"person_id" text NOT NULL,
	"post" text NOT NULL,
	"scope" text NOT NULL,
	"from" text NOT NULL,
	"to" text
);
--> statement-breakpoint
CREATE TABLE "dispute" (
	"id" text PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"subject" text NOT NULL,
	"obligation_key" text,
	"item" text,
	"cycle" bigint,
	"carry" bigint,
	"subject_id" text,
	"raised_by" text NOT NULL,
	"department_id" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	"decide_by" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint,
	"decision" text,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "excuse" (
	"id" text PRIMARY KEY NOT NULL,
	"obligation_key" text NOT NULL,
	"item" text NOT NULL,
	"cycle" bigint NOT NULL,
	"carry" bigint NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"agreed_by_provider" text,
	"agreed_by_client" text,
	"decided_by" text,
	"created_at" bigint NOT NULL,
	"withdrawn_at" bigint
);
--> statement-breakpoint
CREATE TABLE "import_batch" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"state" text NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"rows" bigint NOT NULL,
	"accepted" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"corrected" bigint NOT NULL,
	"quarantined" bigint NOT NULL,
	"skipped" bigint NOT NULL,
	"imported_by" text
);
--> statement-breakpoint
CREATE TABLE "improvement_case" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text,
	"task_id" text,
	"obligation_key" text,
	"origin" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"problem" text NOT NULL,
	"cause" text NOT NULL,
	"action" text NOT NULL,
	"owner_id" text,
	"due_on" text NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	"row_version" bigint NOT NULL,
	CONSTRAINT "improvement_case_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"survey" text NOT NULL,
	"person_id" text NOT NULL,
	"task_id" text,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"agreement_id" text,
	"period" text NOT NULL,
	"state" text NOT NULL,
	"token_hash" text,
	"created_at" bigint NOT NULL,
	"sent_at" bigint,
	"reminded_at" bigint,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"job" text NOT NULL,
	"slot" bigint NOT NULL,
	"state" text NOT NULL,
	"lease_until" bigint NOT NULL,
	"attempt" bigint NOT NULL,
	"fence" bigint NOT NULL,
	"started_at" bigint NOT NULL,
	"finished_at" bigint,
	"counts" text,
	"error" text,
	CONSTRAINT "job_run_job_slot_pk" PRIMARY KEY("job","slot")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"department_id" text NOT NULL,
	"position" text NOT NULL,
	"fte" text NOT NULL,
	"share_pct" text NOT NULL,
	"employment" text NOT NULL,
	"from" text NOT NULL,
	"to" text
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" text PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"refs" text NOT NULL,
	"created_at" bigint NOT NULL,
	"read_at" bigint,
	CONSTRAINT "notice_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "obligation" (
	"version_id" text NOT NULL,
	"key" text NOT NULL,
	"agreement_id" text NOT NULL,
	"product_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"terms" text NOT NULL,
	"target" text NOT NULL,
	"floor" text,
	"weight" text NOT NULL,
	"mode" text NOT NULL,
	"team_id" text,
	"position" bigint NOT NULL,
	CONSTRAINT "obligation_version_id_key_pk" PRIMARY KEY("version_id","key")
);
--> statement-breakpoint
CREATE TABLE "occurrence" (
	"obligation_key" text NOT NULL,
	"scheduled_on" text NOT NULL,
	"version_id" text NOT NULL,
	"due_at" bigint NOT NULL,
	"window_from" bigint NOT NULL,
	"window_to" bigint NOT NULL,
	"task_id" text,
	CONSTRAINT "occurrence_obligation_key_scheduled_on_pk" PRIMARY KEY("obligation_key","scheduled_on")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"minor_digits" bigint NOT NULL,
	"day_end" text NOT NULL,
	"pay_period" text NOT NULL,
	"first_period" text NOT NULL,
	"is_demo" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"locale" text NOT NULL,
	"person_id" text NOT NULL,
	"refs" text NOT NULL,
	"state" text NOT NULL,
	"attempt" bigint NOT NULL,
	"not_before" bigint NOT NULL,
	"lease_until" bigint,
	"message_id" text NOT NULL,
	"sent_at" bigint,
	"error" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "outbox_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "period" (
	"month" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"from" bigint NOT NULL,
	"to" bigint NOT NULL,
	"review_ends_at" bigint,
	"input_seq" bigint NOT NULL,
	"sealed_by" text,
	"sealed_at" bigint,
	"sealed_input_seq" bigint,
	"draft_hash" text,
	"closed_by" text,
	"closed_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"surname" text NOT NULL,
	"given_name" text NOT NULL,
	"patronymic" text,
	"personnel_number" text NOT NULL,
	"email" text,
	"locale" text NOT NULL,
	"zone" text NOT NULL,
	"calendar_id" text,
	"style" text,
	"sort_key" text NOT NULL,
	"archived_at" bigint
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"archived_at" bigint,
	CONSTRAINT "plan_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "plan_member" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"person_id" text NOT NULL,
	"from" text NOT NULL,
	"to" text,
	"target_sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"number" bigint NOT NULL,
	"from" text NOT NULL,
	"terms" text NOT NULL,
	"content_hash" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"provider_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"unit" text,
	"sort_key" text NOT NULL,
	"archived_at" bigint,
	CONSTRAINT "product_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"batch_id" text NOT NULL,
	"line" bigint NOT NULL,
	"column" text NOT NULL,
	"reason" text NOT NULL,
	"value" text NOT NULL,
	"raw" text NOT NULL,
	CONSTRAINT "quarantine_batch_id_line_column_pk" PRIMARY KEY("batch_id","line","column")
);
--> statement-breakpoint
CREATE TABLE "relationship_answer" (
	"id" text PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"answered_on" text NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"from" bigint NOT NULL,
	"to" bigint,
	"granted_by" text,
	"confirmed_by" text
);
--> statement-breakpoint
CREATE TABLE "run_approval" (
	"run_id" text NOT NULL,
	"step" bigint NOT NULL,
	"role" text NOT NULL,
	"account_id" text NOT NULL,
	"person_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "run_approval_run_id_step_pk" PRIMARY KEY("run_id","step")
);
--> statement-breakpoint
CREATE TABLE "score_policy" (
	"id" text PRIMARY KEY NOT NULL,
	"from" text NOT NULL,
	"policy" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "score_policy_from_unique" UNIQUE("from")
);
--> statement-breakpoint
CREATE TABLE "scorecard" (
	"id" text PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"department_id" text NOT NULL,
	"state" text NOT NULL,
	"shown_bp" bigint,
	"pay_bp" bigint,
	"content" text NOT NULL,
	"content_hash" text NOT NULL,
	"formula_version" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_counter" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"last_failed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tally" (
	"obligation_key" text NOT NULL,
	"recipient_id" text NOT NULL,
	"period" text NOT NULL,
	"standing" text NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "tally_obligation_key_recipient_id_period_standing_pk" PRIMARY KEY("obligation_key","recipient_id","period","standing")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"product_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"requester_id" text,
	"assignee_id" text,
	"title" text NOT NULL,
	"search_key" text NOT NULL,
	"attributes" text NOT NULL,
	"state" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"delivered_at" bigint,
	"accept_until" bigint,
	"due_at" bigint,
	"outcome" text,
	"agreement_id" text,
	"version_id" text,
	"seq" bigint NOT NULL,
	"evaluated_seq" bigint NOT NULL,
	"next_change_at" bigint
);
--> statement-breakpoint
CREATE TABLE "task_event" (
	"task_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"occurred_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"source_order" bigint NOT NULL,
	"payload" text NOT NULL,
	"actor_id" text,
	"source" text NOT NULL,
	"batch_id" text,
	CONSTRAINT "task_event_task_id_seq_pk" PRIMARY KEY("task_id","seq")
);
--> statement-breakpoint
CREATE TABLE "task_recipient" (
	"task_id" text NOT NULL,
	"department_id" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "task_recipient_task_id_department_id_pk" PRIMARY KEY("task_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "verdict" (
	"obligation_key" text NOT NULL,
	"item" text NOT NULL,
	"cycle" bigint NOT NULL,
	"carry" bigint NOT NULL,
	"task_id" text,
	"version_id" text NOT NULL,
	"calendar_version_id" text,
	"recipient_id" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text NOT NULL,
	"standing" text NOT NULL,
	"period" text NOT NULL,
	"due_at" bigint,
	"falls_due_at" bigint,
	"decided_at" bigint,
	"late_by_ms" bigint,
	"measured" bigint,
	"next_change_at" bigint,
	"task_seq" bigint NOT NULL,
	CONSTRAINT "verdict_obligation_key_item_cycle_carry_pk" PRIMARY KEY("obligation_key","item","cycle","carry")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_client_department_id_department_id_fk" FOREIGN KEY ("client_department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_client_group_id_client_group_id_fk" FOREIGN KEY ("client_group_id") REFERENCES "public"."client_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_contact" ADD CONSTRAINT "agreement_contact_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_contact" ADD CONSTRAINT "agreement_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_provider_signed_by_account_id_fk" FOREIGN KEY ("provider_signed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_client_signed_by_account_id_fk" FOREIGN KEY ("client_signed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_invitation_id_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_line" ADD CONSTRAINT "bonus_line_run_id_bonus_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bonus_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_line" ADD CONSTRAINT "bonus_line_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_line" ADD CONSTRAINT "bonus_line_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_run" ADD CONSTRAINT "bonus_run_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_run" ADD CONSTRAINT "bonus_run_plan_version_id_plan_version_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bonus_run" ADD CONSTRAINT "bonus_run_prepared_by_account_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_version" ADD CONSTRAINT "calendar_version_calendar_id_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendar"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_version" ADD CONSTRAINT "calendar_version_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_group" ADD CONSTRAINT "client_group_representative_id_person_id_fk" FOREIGN KEY ("representative_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_group_member" ADD CONSTRAINT "client_group_member_group_id_client_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."client_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_group_member" ADD CONSTRAINT "client_group_member_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_weight" ADD CONSTRAINT "client_weight_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_weight" ADD CONSTRAINT "client_weight_set_by_person_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_recipient_id_department_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department" ADD CONSTRAINT "department_parent_id_department_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_post" ADD CONSTRAINT "department_post_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_post" ADD CONSTRAINT "department_post_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_raised_by_person_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "excuse" ADD CONSTRAINT "excuse_agreed_by_provider_person_id_fk" FOREIGN KEY ("agreed_by_provider") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "excuse" ADD CONSTRAINT "excuse_agreed_by_client_person_id_fk" FOREIGN KEY ("agreed_by_client") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "excuse" ADD CONSTRAINT "excuse_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_imported_by_person_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD CONSTRAINT "improvement_case_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD CONSTRAINT "improvement_case_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD CONSTRAINT "improvement_case_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "improvement_case" ADD CONSTRAINT "improvement_case_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_version_id_agreement_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_team_id_department_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_version_id_agreement_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_sealed_by_account_id_fk" FOREIGN KEY ("sealed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period" ADD CONSTRAINT "period_closed_by_account_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_member" ADD CONSTRAINT "plan_member_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_member" ADD CONSTRAINT "plan_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_answer" ADD CONSTRAINT "relationship_answer_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationship_answer" ADD CONSTRAINT "relationship_answer_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_approval" ADD CONSTRAINT "run_approval_run_id_bonus_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bonus_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_approval" ADD CONSTRAINT "run_approval_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_approval" ADD CONSTRAINT "run_approval_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tally" ADD CONSTRAINT "tally_recipient_id_department_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_requester_id_person_id_fk" FOREIGN KEY ("requester_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_assignee_id_person_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_version_id_agreement_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_event" ADD CONSTRAINT "task_event_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_recipient" ADD CONSTRAINT "task_recipient_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_recipient" ADD CONSTRAINT "task_recipient_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_version_id_agreement_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_calendar_version_id_calendar_version_id_fk" FOREIGN KEY ("calendar_version_id") REFERENCES "public"."calendar_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_recipient_id_department_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "account" USING btree ("email");--> statement-breakpoint
CREATE INDEX "account_person" ON "account" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "agreement_provider" ON "agreement" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "agreement_client" ON "agreement" USING btree ("client_department_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_version_number" ON "agreement_version" USING btree ("agreement_id","number");--> statement-breakpoint
CREATE INDEX "agreement_version_from" ON "agreement_version" USING btree ("state","from");--> statement-breakpoint
CREATE INDEX "audit_entity" ON "audit" USING btree ("entity","entity_id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "bonus_line_person" ON "bonus_line" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "bonus_run_period" ON "bonus_run" USING btree ("plan_id","period","number");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_version_number" ON "calendar_version" USING btree ("calendar_id","number");--> statement-breakpoint
CREATE INDEX "correction_period" ON "correction" USING btree ("period","state");--> statement-breakpoint
CREATE UNIQUE INDEX "department_code" ON "department" USING btree ("code");--> statement-breakpoint
CREATE INDEX "department_parent" ON "department" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "department_post_department" ON "department_post" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "department_post_person" ON "department_post" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "dispute_state" ON "dispute" USING btree ("state","decide_by");--> statement-breakpoint
CREATE INDEX "dispute_period" ON "dispute" USING btree ("period");--> statement-breakpoint
CREATE INDEX "excuse_item" ON "excuse" USING btree ("obligation_key","item","cycle","carry");--> statement-breakpoint
CREATE INDEX "import_batch_started" ON "import_batch" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "improvement_case_provider" ON "improvement_case" USING btree ("provider_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_task_person" ON "invitation" USING btree ("task_id","person_id");--> statement-breakpoint
CREATE INDEX "invitation_person" ON "invitation" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "invitation_period" ON "invitation" USING btree ("period","provider_id");--> statement-breakpoint
CREATE INDEX "invitation_token" ON "invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "job_run_state" ON "job_run" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "membership_person" ON "membership" USING btree ("person_id","from");--> statement-breakpoint
CREATE INDEX "membership_department" ON "membership" USING btree ("department_id","from");--> statement-breakpoint
CREATE INDEX "notice_person" ON "notice" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "obligation_key" ON "obligation" USING btree ("key");--> statement-breakpoint
CREATE INDEX "obligation_product" ON "obligation" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "occurrence_due" ON "occurrence" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("state","not_before");--> statement-breakpoint
CREATE UNIQUE INDEX "person_personnel_number" ON "person" USING btree ("personnel_number");--> statement-breakpoint
CREATE INDEX "person_sort" ON "person" USING btree ("sort_key","id");--> statement-breakpoint
CREATE INDEX "plan_member_person" ON "plan_member" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "plan_member_plan" ON "plan_member" USING btree ("plan_id");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_number" ON "plan_version" USING btree ("plan_id","number");--> statement-breakpoint
CREATE INDEX "product_provider" ON "product" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "role_grant_person" ON "role_grant" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scorecard_period_department" ON "scorecard" USING btree ("period","department_id","state");--> statement-breakpoint
CREATE INDEX "scorecard_department" ON "scorecard" USING btree ("department_id","period");--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "tally_period" ON "tally" USING btree ("period");--> statement-breakpoint
CREATE UNIQUE INDEX "task_external" ON "task" USING btree ("source","external_id");--> statement-breakpoint
CREATE INDEX "task_provider" ON "task" USING btree ("provider_id","requested_at");--> statement-breakpoint
CREATE INDEX "task_client" ON "task" USING btree ("client_id","requested_at");--> statement-breakpoint
CREATE INDEX "task_requested" ON "task" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "task_next_change" ON "task" USING btree ("next_change_at");--> statement-breakpoint
CREATE INDEX "task_agreement" ON "task" USING btree ("agreement_id","requested_at");--> statement-breakpoint
CREATE INDEX "task_product_delivered" ON "task" USING btree ("product_id","delivered_at");--> statement-breakpoint
CREATE INDEX "task_accept_until" ON "task" USING btree ("accept_until");--> statement-breakpoint
CREATE UNIQUE INDEX "task_event_id" ON "task_event" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "task_recipient_department" ON "task_recipient" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "verdict_task" ON "verdict" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "verdict_period" ON "verdict" USING btree ("period","obligation_key","standing");--> statement-breakpoint
CREATE INDEX "verdict_next_change" ON "verdict" USING btree ("next_change_at");