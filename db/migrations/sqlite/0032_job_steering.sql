CREATE TABLE `job_pause` (
	`job` text PRIMARY KEY NOT NULL,
	`paused_by` text NOT NULL,
	`paused_at` integer NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`paused_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `job_run` ADD `asked_by` text REFERENCES person(id);