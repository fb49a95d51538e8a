CREATE TABLE `held_release` (
	`run_id` text NOT NULL,
	`department_id` text NOT NULL,
	`payout_bp` integer NOT NULL,
	`reason` text NOT NULL,
	`released_by` text NOT NULL,
	`released_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `department_id`),
	FOREIGN KEY (`run_id`) REFERENCES `bonus_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`released_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `pay_format` (
	`profile` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`changed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `run_export` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`profile` text NOT NULL,
	`rows` integer NOT NULL,
	`manifest_sealed` text NOT NULL,
	`exported_by` text NOT NULL,
	`exported_at` integer NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `bonus_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`exported_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `run_export_run` ON `run_export` (`run_id`,`exported_at`);--> statement-breakpoint
CREATE TABLE `run_finding` (
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`people` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`list_sealed` text NOT NULL,
	`accepted_by` text,
	`accepted_at` integer,
	`accepted_because` text,
	PRIMARY KEY(`run_id`, `kind`),
	FOREIGN KEY (`run_id`) REFERENCES `bonus_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `scenario` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`plan_id` text NOT NULL,
	`period` text NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer NOT NULL,
	`changes` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `scenario_owner` ON `scenario` (`owner_id`,`changed_at`);