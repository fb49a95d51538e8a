CREATE TABLE `closing_date` (
	`month` text PRIMARY KEY NOT NULL,
	`cut_off_on` text NOT NULL,
	`objections_by` text NOT NULL,
	`review_ends_on` text NOT NULL,
	`request_by` text NOT NULL,
	`confirm_by` text NOT NULL,
	`approve_by` text,
	`pay_on` text,
	`by_hand` integer NOT NULL,
	`set_by` text,
	`set_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `closing_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `closing_rule_created` ON `closing_rule` (`created_at`);--> statement-breakpoint
CREATE INDEX `task_entry_answered` ON `task_entry` (`answered_at`,`task_id`) WHERE "task_entry"."answered_at" is not null;--> statement-breakpoint
CREATE INDEX `task_event_corrected` ON `task_event` (`received_at`,`task_id`) WHERE "task_event"."type" = 'corrected';