CREATE TABLE `client_month` (
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`month` text NOT NULL,
	`deliveries` integer NOT NULL,
	`counted_at` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `client_id`, `month`),
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `client_month_month` ON `client_month` (`month`);--> statement-breakpoint
CREATE TABLE `fairness_look` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`flag_key` text NOT NULL,
	`outcome` text NOT NULL,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `fairness_look_flag` ON `fairness_look` (`period`,`flag_key`);--> statement-breakpoint
CREATE TABLE `outside_supply` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`since` text NOT NULL,
	`note` text NOT NULL,
	`marked_by` text NOT NULL,
	`marked_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `outside_supply_provider` ON `outside_supply` (`provider_id`,`client_id`);--> statement-breakpoint
ALTER TABLE `answer` ADD `voided_because` text;--> statement-breakpoint
ALTER TABLE `answer` ADD `voided_by` text REFERENCES person(id);