CREATE TABLE `attachment` (
	`id` text PRIMARY KEY NOT NULL,
	`file_key` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`task_id` text,
	`dispute_id` text,
	`attached_to` text NOT NULL,
	`added_by` text NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`file_key`) REFERENCES `evidence_file`(`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispute_id`) REFERENCES `dispute`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachment_task` ON `attachment` (`task_id`);--> statement-breakpoint
CREATE INDEX `attachment_dispute` ON `attachment` (`dispute_id`);--> statement-breakpoint
CREATE INDEX `attachment_person` ON `attachment` (`added_by`,`added_at`);--> statement-breakpoint
CREATE TABLE `evidence_file` (
	`key` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`size` integer NOT NULL,
	`added_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `task_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`side` text NOT NULL,
	`command` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`channel` text,
	`told_by` text NOT NULL,
	`for_person_id` text,
	`told_at` integer NOT NULL,
	`state` text NOT NULL,
	`answered_by` text,
	`answered_at` integer,
	`answer` text,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`told_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`for_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `task_entry_task` ON `task_entry` (`task_id`,`state`);--> statement-breakpoint
CREATE INDEX `task_entry_waiting` ON `task_entry` (`told_at`) WHERE "task_entry"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX `task_state_open` ON `task` (`state`,`due_at`) WHERE "task"."state" in ('requested', 'in_progress', 'paused', 'returned');