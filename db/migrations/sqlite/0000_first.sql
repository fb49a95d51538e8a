CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`email` text NOT NULL,
	`password_hash` text,
	`is_demo` integer NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `account_email` ON `account` (`email`);--> statement-breakpoint
CREATE INDEX `account_person` ON `account` (`person_id`);--> statement-breakpoint
CREATE TABLE `agreement` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`provider_id` text NOT NULL,
	`client_kind` text NOT NULL,
	`client_department_id` text,
	`client_group_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_group_id`) REFERENCES `client_group`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "agreement_client_kind" CHECK(("agreement"."client_kind" = 'department') = ("agreement"."client_department_id" is not null) and ("agreement"."client_kind" = 'group') = ("agreement"."client_group_id" is not null))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `agreement_code_unique` ON `agreement` (`code`);--> statement-breakpoint
CREATE INDEX `agreement_provider` ON `agreement` (`provider_id`);--> statement-breakpoint
CREATE INDEX `agreement_client` ON `agreement` (`client_department_id`);--> statement-breakpoint
CREATE TABLE `agreement_contact` (
	`agreement_id` text NOT NULL,
	`person_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`agreement_id`, `person_id`),
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `agreement_version` (
	`id` text PRIMARY KEY NOT NULL,
	`agreement_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	`purpose` text,
	`inputs` text NOT NULL,
	`content_hash` text NOT NULL,
	`is_imported` integer NOT NULL,
	`provider_signed_by` text,
	`provider_signed_at` integer,
	`client_signed_by` text,
	`client_signed_at` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_signed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_signed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `agreement_version_number` ON `agreement_version` (`agreement_id`,`number`);--> statement-breakpoint
CREATE INDEX `agreement_version_from` ON `agreement_version` (`state`,`from`);--> statement-breakpoint
CREATE TABLE `answer` (
	`invitation_id` text NOT NULL,
	`number` integer NOT NULL,
	`csat` integer NOT NULL,
	`effort` integer,
	`reasons` text NOT NULL,
	`comment` text NOT NULL,
	`statistics_only` integer NOT NULL,
	`is_current` integer NOT NULL,
	`answered_at` integer NOT NULL,
	`voided_at` integer,
	PRIMARY KEY(`invitation_id`, `number`),
	FOREIGN KEY (`invitation_id`) REFERENCES `invitation`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`address` text,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`rows` integer NOT NULL,
	`details` text NOT NULL,
	`salt` text NOT NULL,
	`commitment` text NOT NULL,
	`key_id` text NOT NULL,
	`hmac` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entity` ON `audit` (`entity`,`entity_id`);--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `bonus_line` (
	`run_id` text NOT NULL,
	`person_id` text NOT NULL,
	`department_id` text NOT NULL,
	`payout_bp` integer,
	`statement_sealed` text NOT NULL,
	`statement_hash` text NOT NULL,
	PRIMARY KEY(`run_id`, `person_id`),
	FOREIGN KEY (`run_id`) REFERENCES `bonus_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `bonus_line_person` ON `bonus_line` (`person_id`);--> statement-breakpoint
CREATE TABLE `bonus_run` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`plan_version_id` text NOT NULL,
	`period` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`content_hash` text NOT NULL,
	`people` integer NOT NULL,
	`totals_sealed` text NOT NULL,
	`prepared_by` text NOT NULL,
	`prepared_at` integer NOT NULL,
	`published_at` integer,
	`exported_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`prepared_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `bonus_run_period` ON `bonus_run` (`plan_id`,`period`,`number`);--> statement-breakpoint
CREATE TABLE `calendar` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`archived_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_code_unique` ON `calendar` (`code`);--> statement-breakpoint
CREATE TABLE `calendar_version` (
	`id` text PRIMARY KEY NOT NULL,
	`calendar_id` text NOT NULL,
	`number` integer NOT NULL,
	`spec` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	FOREIGN KEY (`calendar_id`) REFERENCES `calendar`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_version_number` ON `calendar_version` (`calendar_id`,`number`);--> statement-breakpoint
CREATE TABLE `client_group` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`representative_id` text,
	`archived_at` integer,
	FOREIGN KEY (`representative_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `client_group_code_unique` ON `client_group` (`code`);--> statement-breakpoint
CREATE TABLE `client_group_member` (
	`group_id` text NOT NULL,
	`department_id` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	PRIMARY KEY(`group_id`, `department_id`, `from`),
	FOREIGN KEY (`group_id`) REFERENCES `client_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `client_weight` (
	`agreement_id` text NOT NULL,
	`from` text NOT NULL,
	`weight` text NOT NULL,
	`set_by` text,
	PRIMARY KEY(`agreement_id`, `from`),
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `closed_item` (
	`period` text NOT NULL,
	`obligation_key` text NOT NULL,
	`item` text NOT NULL,
	`cycle` integer NOT NULL,
	`carry` integer NOT NULL,
	`standing` text NOT NULL,
	`reasons` text NOT NULL,
	PRIMARY KEY(`period`, `obligation_key`, `item`, `cycle`, `carry`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `correction` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`obligation_key` text NOT NULL,
	`item` text NOT NULL,
	`cycle` integer NOT NULL,
	`carry` integer NOT NULL,
	`recipient_id` text NOT NULL,
	`from_standing` text NOT NULL,
	`to_standing` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`recipient_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `correction_period` ON `correction` (`period`,`state`);--> statement-breakpoint
CREATE TABLE `department` (
	`id` text PRIMARY KEY NOT NULL,
	`parent_id` text,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`is_team` integer NOT NULL,
	`calendar_id` text,
	`archived_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `department_code` ON `department` (`code`);--> statement-breakpoint
CREATE INDEX `department_parent` ON `department` (`parent_id`);--> statement-breakpoint
CREATE TABLE `department_post` (
	`id` text PRIMARY KEY NOT NULL,
	`department_id` text NOT NULL,
	`person_id` text NOT NULL,
	`post` text NOT NULL,
	`scope` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `department_post_department` ON `department_post` (`department_id`);--> statement-breakpoint
CREATE INDEX `department_post_person` ON `department_post` (`person_id`);--> statement-breakpoint
CREATE TABLE `dispute` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`subject` text NOT NULL,
	`obligation_key` text,
	`item` text,
	`cycle` integer,
	`carry` integer,
	`subject_id` text,
	`raised_by` text NOT NULL,
	`department_id` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`decide_by` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision` text,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`raised_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `dispute_state` ON `dispute` (`state`,`decide_by`);--> statement-breakpoint
CREATE INDEX `dispute_period` ON `dispute` (`period`);--> statement-breakpoint
CREATE TABLE `excuse` (
	`id` text PRIMARY KEY NOT NULL,
	`obligation_key` text NOT NULL,
	`item` text NOT NULL,
	`cycle` integer NOT NULL,
	`carry` integer NOT NULL,
	`reason` text NOT NULL,
	`note` text NOT NULL,
	`agreed_by_provider` text,
	`agreed_by_client` text,
	`decided_by` text,
	`created_at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`agreed_by_provider`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreed_by_client`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `excuse_item` ON `excuse` (`obligation_key`,`item`,`cycle`,`carry`);--> statement-breakpoint
CREATE TABLE `import_batch` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`rows` integer NOT NULL,
	`accepted` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`corrected` integer NOT NULL,
	`quarantined` integer NOT NULL,
	`skipped` integer NOT NULL,
	`imported_by` text,
	FOREIGN KEY (`imported_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_batch_started` ON `import_batch` (`started_at`);--> statement-breakpoint
CREATE TABLE `improvement_case` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text,
	`task_id` text,
	`obligation_key` text,
	`origin` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`problem` text NOT NULL,
	`cause` text NOT NULL,
	`action` text NOT NULL,
	`owner_id` text,
	`due_on` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `improvement_case_dedupeKey_unique` ON `improvement_case` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `improvement_case_provider` ON `improvement_case` (`provider_id`,`state`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`person_id` text NOT NULL,
	`task_id` text,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`agreement_id` text,
	`period` text NOT NULL,
	`state` text NOT NULL,
	`token_hash` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`reminded_at` integer,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_task_person` ON `invitation` (`task_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `invitation_person` ON `invitation` (`person_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitation_period` ON `invitation` (`period`,`provider_id`);--> statement-breakpoint
CREATE INDEX `invitation_token` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE TABLE `job_run` (
	`job` text NOT NULL,
	`slot` integer NOT NULL,
	`state` text NOT NULL,
	`lease_until` integer NOT NULL,
	`attempt` integer NOT NULL,
	`fence` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`counts` text,
	`error` text,
	PRIMARY KEY(`job`, `slot`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `job_run_state` ON `job_run` (`state`,`lease_until`);--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`department_id` text NOT NULL,
	`position` text NOT NULL,
	`fte` text NOT NULL,
	`share_pct` text NOT NULL,
	`employment` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `membership_person` ON `membership` (`person_id`,`from`);--> statement-breakpoint
CREATE INDEX `membership_department` ON `membership` (`department_id`,`from`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`refs` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_dedupeKey_unique` ON `notice` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `notice_person` ON `notice` (`person_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `obligation` (
	`version_id` text NOT NULL,
	`key` text NOT NULL,
	`agreement_id` text NOT NULL,
	`product_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`terms` text NOT NULL,
	`target` text NOT NULL,
	`floor` text,
	`weight` text NOT NULL,
	`mode` text NOT NULL,
	`team_id` text,
	`position` integer NOT NULL,
	PRIMARY KEY(`version_id`, `key`),
	FOREIGN KEY (`version_id`) REFERENCES `agreement_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`team_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `obligation_key` ON `obligation` (`key`);--> statement-breakpoint
CREATE INDEX `obligation_product` ON `obligation` (`product_id`);--> statement-breakpoint
CREATE TABLE `occurrence` (
	`obligation_key` text NOT NULL,
	`scheduled_on` text NOT NULL,
	`version_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`window_from` integer NOT NULL,
	`window_to` integer NOT NULL,
	`task_id` text,
	PRIMARY KEY(`obligation_key`, `scheduled_on`),
	FOREIGN KEY (`version_id`) REFERENCES `agreement_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `occurrence_due` ON `occurrence` (`due_at`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`country` text NOT NULL,
	`currency` text NOT NULL,
	`minor_digits` integer NOT NULL,
	`day_end` text NOT NULL,
	`pay_period` text NOT NULL,
	`first_period` text NOT NULL,
	`is_demo` integer NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`channel` text NOT NULL,
	`template` text NOT NULL,
	`locale` text NOT NULL,
	`person_id` text NOT NULL,
	`refs` text NOT NULL,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`not_before` integer NOT NULL,
	`lease_until` integer,
	`message_id` text NOT NULL,
	`sent_at` integer,
	`error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupeKey_unique` ON `outbox` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`not_before`);--> statement-breakpoint
CREATE TABLE `period` (
	`month` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`review_ends_at` integer,
	`input_seq` integer NOT NULL,
	`sealed_by` text,
	`sealed_at` integer,
	`sealed_input_seq` integer,
	`draft_hash` text,
	`closed_by` text,
	`closed_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`sealed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`surname` text NOT NULL,
	`given_name` text NOT NULL,
	`patronymic` text,
	`personnel_number` text NOT NULL,
	`email` text,
	`locale` text NOT NULL,
	`zone` text NOT NULL,
	`calendar_id` text,
	`style` text,
	`sort_key` text NOT NULL,
	`archived_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `person_personnel_number` ON `person` (`personnel_number`);--> statement-breakpoint
CREATE INDEX `person_sort` ON `person` (`sort_key`,`id`);--> statement-breakpoint
CREATE TABLE `plan` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`archived_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_code_unique` ON `plan` (`code`);--> statement-breakpoint
CREATE TABLE `plan_member` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`person_id` text NOT NULL,
	`from` text NOT NULL,
	`to` text,
	`target_sealed` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `plan_member_person` ON `plan_member` (`person_id`);--> statement-breakpoint
CREATE INDEX `plan_member_plan` ON `plan_member` (`plan_id`);--> statement-breakpoint
CREATE TABLE `plan_version` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`number` integer NOT NULL,
	`from` text NOT NULL,
	`terms` text NOT NULL,
	`content_hash` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_version_number` ON `plan_version` (`plan_id`,`number`);--> statement-breakpoint
CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`provider_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`unit` text,
	`sort_key` text NOT NULL,
	`archived_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `product_code_unique` ON `product` (`code`);--> statement-breakpoint
CREATE INDEX `product_provider` ON `product` (`provider_id`);--> statement-breakpoint
CREATE TABLE `quarantine` (
	`batch_id` text NOT NULL,
	`line` integer NOT NULL,
	`column` text NOT NULL,
	`reason` text NOT NULL,
	`value` text NOT NULL,
	`raw` text NOT NULL,
	PRIMARY KEY(`batch_id`, `line`, `column`),
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `relationship_answer` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`answered_on` text NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `role_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer,
	`granted_by` text,
	`confirmed_by` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`granted_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `role_grant_person` ON `role_grant` (`person_id`);--> statement-breakpoint
CREATE TABLE `run_approval` (
	`run_id` text NOT NULL,
	`step` integer NOT NULL,
	`role` text NOT NULL,
	`account_id` text NOT NULL,
	`person_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `step`),
	FOREIGN KEY (`run_id`) REFERENCES `bonus_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `score_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`from` text NOT NULL,
	`policy` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `score_policy_from_unique` ON `score_policy` (`from`);--> statement-breakpoint
CREATE TABLE `scorecard` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`department_id` text NOT NULL,
	`state` text NOT NULL,
	`shown_bp` integer,
	`pay_bp` integer,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`formula_version` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `scorecard_period_department` ON `scorecard` (`period`,`department_id`,`state`);--> statement-breakpoint
CREATE INDEX `scorecard_department` ON `scorecard` (`department_id`,`period`);--> statement-breakpoint
CREATE TABLE `session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`user_agent` text,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_in_counter` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`last_failed_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `tally` (
	`obligation_key` text NOT NULL,
	`recipient_id` text NOT NULL,
	`period` text NOT NULL,
	`standing` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`obligation_key`, `recipient_id`, `period`, `standing`),
	FOREIGN KEY (`recipient_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `tally_period` ON `tally` (`period`);--> statement-breakpoint
CREATE TABLE `task` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`external_id` text NOT NULL,
	`product_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`requester_id` text,
	`assignee_id` text,
	`title` text NOT NULL,
	`search_key` text NOT NULL,
	`attributes` text NOT NULL,
	`state` text NOT NULL,
	`requested_at` integer NOT NULL,
	`delivered_at` integer,
	`accept_until` integer,
	`due_at` integer,
	`outcome` text,
	`agreement_id` text,
	`version_id` text,
	`seq` integer NOT NULL,
	`evaluated_seq` integer NOT NULL,
	`next_change_at` integer,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requester_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `agreement_version`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `task_external` ON `task` (`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `task_provider` ON `task` (`provider_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `task_client` ON `task` (`client_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `task_requested` ON `task` (`requested_at`);--> statement-breakpoint
CREATE INDEX `task_next_change` ON `task` (`next_change_at`);--> statement-breakpoint
CREATE INDEX `task_agreement` ON `task` (`agreement_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `task_product_delivered` ON `task` (`product_id`,`delivered_at`);--> statement-breakpoint
CREATE INDEX `task_accept_until` ON `task` (`accept_until`);--> statement-breakpoint
CREATE TABLE `task_event` (
	`task_id` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`source_order` integer NOT NULL,
	`payload` text NOT NULL,
	`actor_id` text,
	`source` text NOT NULL,
	`batch_id` text,
	PRIMARY KEY(`task_id`, `seq`),
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `task_event_id` ON `task_event` (`task_id`,`id`);--> statement-breakpoint
CREATE TABLE `task_recipient` (
	`task_id` text NOT NULL,
	`department_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`task_id`, `department_id`),
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `task_recipient_department` ON `task_recipient` (`department_id`);--> statement-breakpoint
CREATE TABLE `verdict` (
	`obligation_key` text NOT NULL,
	`item` text NOT NULL,
	`cycle` integer NOT NULL,
	`carry` integer NOT NULL,
	`task_id` text,
	`version_id` text NOT NULL,
	`calendar_version_id` text,
	`recipient_id` text NOT NULL,
	`state` text NOT NULL,
	`outcome` text NOT NULL,
	`standing` text NOT NULL,
	`period` text NOT NULL,
	`due_at` integer,
	`falls_due_at` integer,
	`decided_at` integer,
	`late_by_ms` integer,
	`measured` integer,
	`next_change_at` integer,
	`task_seq` integer NOT NULL,
	PRIMARY KEY(`obligation_key`, `item`, `cycle`, `carry`),
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `agreement_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`calendar_version_id`) REFERENCES `calendar_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recipient_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `verdict_task` ON `verdict` (`task_id`);--> statement-breakpoint
CREATE INDEX `verdict_period` ON `verdict` (`period`,`obligation_key`,`standing`);--> statement-breakpoint
CREATE INDEX `verdict_next_change` ON `verdict` (`next_change_at`);