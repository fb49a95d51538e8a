CREATE TABLE `clock_habit` (
	`department_id` text NOT NULL,
	`month` text NOT NULL,
	`tasks` integer NOT NULL,
	`paused` integer NOT NULL,
	`rejected` integer NOT NULL,
	`moved` integer NOT NULL,
	`moved_twice` integer NOT NULL,
	`moves` integer NOT NULL,
	`counted_at` integer NOT NULL,
	PRIMARY KEY(`department_id`, `month`),
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `clock_habit_month` ON `clock_habit` (`month`);--> statement-breakpoint
CREATE TABLE `incident` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`search_key` text NOT NULL,
	`evidence` text NOT NULL,
	`from` integer NOT NULL,
	`to` integer NOT NULL,
	`declared_by` text NOT NULL,
	`declared_at` integer NOT NULL,
	`changed_by` text,
	`changed_at` integer,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	`withdrawn_because` text,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`declared_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `incident_from` ON `incident` (`from`);--> statement-breakpoint
CREATE TABLE `incident_department` (
	`incident_id` text NOT NULL,
	`department_id` text NOT NULL,
	PRIMARY KEY(`incident_id`, `department_id`),
	FOREIGN KEY (`incident_id`) REFERENCES `incident`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `incident_department_of` ON `incident_department` (`department_id`);--> statement-breakpoint
CREATE TABLE `task_wait` (
	`task_id` text NOT NULL,
	`number` integer NOT NULL,
	`upstream` text NOT NULL,
	`upstream_task_id` text,
	`note` text NOT NULL,
	`linked_by` text NOT NULL,
	`linked_at` integer NOT NULL,
	`warned_at` integer,
	`ended_by` text,
	`ended_at` integer,
	PRIMARY KEY(`task_id`, `number`),
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`upstream_task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`linked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `task_wait_upstream` ON `task_wait` (`upstream`);--> statement-breakpoint
ALTER TABLE `excuse` ADD `evidence` text;--> statement-breakpoint
CREATE INDEX `excuse_evidence` ON `excuse` (`evidence`);--> statement-breakpoint
ALTER TABLE `job_run` ADD `progress` text;--> statement-breakpoint
ALTER TABLE `job_run` ADD `stop_asked_at` integer;--> statement-breakpoint
ALTER TABLE `job_run` ADD `defects` text;