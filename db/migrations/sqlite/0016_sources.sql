CREATE TABLE `mapping_card` (
	`source` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`archived_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `pull_run` (
	`id` text PRIMARY KEY NOT NULL,
	`pull_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`state` text NOT NULL,
	`pages` integer NOT NULL,
	`items` integer NOT NULL,
	`accepted` integer NOT NULL,
	`corrected` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`skipped` integer NOT NULL,
	`quarantined` integer NOT NULL,
	`batch_id` text,
	`fault` text,
	`fault_detail` text,
	FOREIGN KEY (`pull_id`) REFERENCES `pull_source`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `pull_run_pull` ON `pull_run` (`pull_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `pull_run_batch` ON `pull_run` (`batch_id`);--> statement-breakpoint
CREATE INDEX `pull_run_started` ON `pull_run` (`started_at`);--> statement-breakpoint
CREATE TABLE `pull_source` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`url` text NOT NULL,
	`provider_ids` text,
	`header_name` text NOT NULL,
	`secret` text,
	`plan` text NOT NULL,
	`mapping` text NOT NULL,
	`every_minutes` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`paused_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `pull_state` (
	`pull_id` text PRIMARY KEY NOT NULL,
	`position` text,
	`halfway` text,
	`known` text NOT NULL,
	`next_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`fence` integer NOT NULL,
	`attempt` integer NOT NULL,
	`fault` text,
	`fault_detail` text,
	`last_at` integer,
	`last_good_at` integer,
	FOREIGN KEY (`pull_id`) REFERENCES `pull_source`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `watch_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`glob` text NOT NULL,
	`source` text NOT NULL,
	`provider_ids` text,
	`may_create` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `watched_file` (
	`id` text PRIMARY KEY NOT NULL,
	`open_name` text,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`modified_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`state` text NOT NULL,
	`place` text NOT NULL,
	`kept_name` text,
	`batch_id` text,
	`attempt` integer NOT NULL,
	`not_before` integer NOT NULL,
	`fault` text,
	`fault_detail` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `watched_file_openName_unique` ON `watched_file` (`open_name`);--> statement-breakpoint
CREATE INDEX `watched_file_state` ON `watched_file` (`state`,`updated_at`);--> statement-breakpoint
CREATE INDEX `watched_file_batch` ON `watched_file` (`batch_id`);