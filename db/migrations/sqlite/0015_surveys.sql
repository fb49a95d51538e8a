CREATE TABLE `rater_pause` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`from` text NOT NULL,
	`until` text,
	`added_by` text,
	`added_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `rater_pause_person` ON `rater_pause` (`person_id`);--> statement-breakpoint
CREATE TABLE `survey_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`policy` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_policy_newest` ON `survey_policy` (`survey`,`created_at`);