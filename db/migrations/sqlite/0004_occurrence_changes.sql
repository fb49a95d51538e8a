CREATE TABLE `occurrence_change` (
	`obligation_key` text NOT NULL,
	`scheduled_on` text NOT NULL,
	`number` integer NOT NULL,
	`type` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	`reason` text NOT NULL,
	`asked_side` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`state` text NOT NULL,
	`answered_by` text,
	`answered_at` integer,
	`answer` text,
	PRIMARY KEY(`obligation_key`, `scheduled_on`, `number`),
	FOREIGN KEY (`asked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `occurrence_change_state` ON `occurrence_change` (`state`,`obligation_key`);--> statement-breakpoint
ALTER TABLE `occurrence` ADD `change` text;