CREATE TABLE `external_metric` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `external_value` (
	`metric_id` text NOT NULL,
	`period` text NOT NULL,
	`number` integer NOT NULL,
	`value` text NOT NULL,
	`source` text NOT NULL,
	`entered_by` text,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`metric_id`, `period`, `number`),
	FOREIGN KEY (`metric_id`) REFERENCES `external_metric`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
