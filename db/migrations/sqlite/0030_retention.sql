CREATE TABLE `forgotten_person` (
	`person_id` text PRIMARY KEY NOT NULL,
	`left_on` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `retention_rule` (
	`number` integer PRIMARY KEY NOT NULL,
	`years_after_leaving` integer,
	`set_by` text,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
