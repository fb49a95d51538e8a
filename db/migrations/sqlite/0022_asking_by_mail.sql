CREATE TABLE `bouncing_address` (
	`address` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`since` integer NOT NULL,
	`said` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `answer` ADD `extra` text;--> statement-breakpoint
ALTER TABLE `invitation` ADD `handed_from` text;--> statement-breakpoint
CREATE INDEX `invitation_handed` ON `invitation` (`handed_from`);--> statement-breakpoint
ALTER TABLE `person` ADD `survey_mail` text;