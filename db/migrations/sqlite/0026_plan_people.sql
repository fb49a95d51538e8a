CREATE TABLE `acknowledgement` (
	`plan_version_id` text NOT NULL,
	`person_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`plan_version_id`, `person_id`),
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `acknowledgement_call` (
	`plan_version_id` text PRIMARY KEY NOT NULL,
	`due_on` text NOT NULL,
	`called_by` text NOT NULL,
	`called_at` integer NOT NULL,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`called_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `acknowledgement_decision` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_version_id` text NOT NULL,
	`person_id` text NOT NULL,
	`decision` text NOT NULL,
	`reason` text NOT NULL,
	`decided_by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`plan_version_id`) REFERENCES `plan_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `acknowledgement_decision_version` ON `acknowledgement_decision` (`plan_version_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `coefficient` (
	`plan_id` text NOT NULL,
	`period` text NOT NULL,
	`person_id` text NOT NULL,
	`content_sealed` text NOT NULL,
	`set_by` text NOT NULL,
	`set_at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `period`, `person_id`, `set_at`),
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `coefficient_round` (
	`plan_id` text NOT NULL,
	`period` text NOT NULL,
	`deadline_at` integer NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	PRIMARY KEY(`plan_id`, `period`),
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`opened_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `member_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`department_id` text,
	`with_below` integer NOT NULL,
	`position` text,
	`target_sealed` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `member_rule_plan` ON `member_rule` (`plan_id`);--> statement-breakpoint
CREATE TABLE `pay_base` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`from` text NOT NULL,
	`base_sealed` text NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `pay_base_person` ON `pay_base` (`person_id`,`from`);--> statement-breakpoint
CREATE TABLE `person_absence` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `person_absence_person` ON `person_absence` (`person_id`,`from`);