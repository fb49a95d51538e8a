CREATE TABLE `client_kpi_value` (
	`kpi_id` text NOT NULL,
	`month` text NOT NULL,
	`number` integer NOT NULL,
	`value` text NOT NULL,
	`note` text,
	`entered_by` text NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`kpi_id`, `month`, `number`),
	FOREIGN KEY (`kpi_id`) REFERENCES `client_kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `department_past` (
	`department_id` text NOT NULL,
	`until` text NOT NULL,
	`parent_id` text,
	`name` text NOT NULL,
	`reorganisation_id` text NOT NULL,
	PRIMARY KEY(`department_id`, `until`, `reorganisation_id`),
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reorganisation_id`) REFERENCES `reorganisation`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `department_successor` (
	`department_id` text NOT NULL,
	`successor_id` text NOT NULL,
	`from` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`department_id`, `successor_id`),
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `occurrence_input` (
	`obligation_key` text NOT NULL,
	`scheduled_on` text NOT NULL,
	`number` integer NOT NULL,
	`received_at` integer NOT NULL,
	`side` text NOT NULL,
	`said_by` text NOT NULL,
	`said_at` integer NOT NULL,
	`taken_back_by` text,
	`taken_back_at` integer,
	`reason` text,
	PRIMARY KEY(`obligation_key`, `scheduled_on`, `number`),
	FOREIGN KEY (`said_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`taken_back_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `reorganisation` (
	`id` text PRIMARY KEY NOT NULL,
	`department_id` text NOT NULL,
	`kind` text NOT NULL,
	`on` text NOT NULL,
	`plan` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`stuck` text,
	`planned_by` text,
	`planned_at` integer NOT NULL,
	`done_at` integer,
	`counts` text,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`planned_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `reorganisation_state` ON `reorganisation` (`state`,`on`);--> statement-breakpoint
CREATE INDEX `reorganisation_department` ON `reorganisation` (`department_id`);--> statement-breakpoint
ALTER TABLE `agreement` ADD `continues_id` text REFERENCES agreement(id);--> statement-breakpoint
ALTER TABLE `task` ADD `asked_provider_id` text REFERENCES department(id);