CREATE TABLE `case_entry` (
	`case_id` text NOT NULL,
	`number` integer NOT NULL,
	`act` text NOT NULL,
	`side` text NOT NULL,
	`person_id` text NOT NULL,
	`text` text NOT NULL,
	`changes` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `number`),
	FOREIGN KEY (`case_id`) REFERENCES `improvement_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `case_link` (
	`case_id` text NOT NULL,
	`earlier_id` text NOT NULL,
	`linked_by` text NOT NULL,
	`linked_at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `earlier_id`),
	FOREIGN KEY (`case_id`) REFERENCES `improvement_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`earlier_id`) REFERENCES `improvement_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`linked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `case_link_earlier` ON `case_link` (`earlier_id`);--> statement-breakpoint
CREATE TABLE `follow_up_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`policy` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `follow_up_policy_createdAt_unique` ON `follow_up_policy` (`created_at`);--> statement-breakpoint
CREATE TABLE `voice` (
	`id` text PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`sender_id` text NOT NULL,
	`task_id` text,
	`product_id` text,
	`person_id` text,
	`subject` text NOT NULL,
	`search_key` text NOT NULL,
	`period` text NOT NULL,
	`created_at` integer NOT NULL,
	`clock_from` integer,
	`reply_due_at` integer,
	`first_due_at` integer,
	`first_replied_at` integer,
	`closed_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sender_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `voice_dedupeKey_unique` ON `voice` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `voice_provider` ON `voice` (`provider_id`,`period`);--> statement-breakpoint
CREATE INDEX `voice_client` ON `voice` (`client_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `voice_task` ON `voice` (`task_id`);--> statement-breakpoint
CREATE INDEX `voice_waiting` ON `voice` (`reply_due_at`) WHERE "voice"."state" in ('open', 'reopened');--> statement-breakpoint
CREATE TABLE `voice_message` (
	`voice_id` text NOT NULL,
	`number` integer NOT NULL,
	`act` text NOT NULL,
	`side` text NOT NULL,
	`person_id` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`voice_id`, `number`),
	FOREIGN KEY (`voice_id`) REFERENCES `voice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `voice_id` text REFERENCES voice(id);--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `search_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `category` text;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `check` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `opened_by` text REFERENCES person(id);--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `reply_due_at` integer;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `plan_due_at` integer;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `replied_at` integer;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `planned_at` integer;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `handed_over_at` integer;--> statement-breakpoint
ALTER TABLE `improvement_case` ADD `confirmed_at` integer;--> statement-breakpoint
CREATE INDEX `improvement_case_client` ON `improvement_case` (`client_id`);--> statement-breakpoint
CREATE INDEX `improvement_case_task` ON `improvement_case` (`task_id`);--> statement-breakpoint
CREATE INDEX `improvement_case_line` ON `improvement_case` (`obligation_key`);