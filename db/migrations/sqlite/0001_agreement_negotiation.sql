CREATE TABLE `agreement_event` (
	`id` text PRIMARY KEY NOT NULL,
	`agreement_id` text NOT NULL,
	`version_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`side` text,
	`person_id` text,
	`for_person_id` text,
	`at` integer NOT NULL,
	`text` text,
	`target` text,
	`content_hash` text,
	`address` text,
	`facts` text NOT NULL,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `agreement_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`for_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `agreement_event_seq` ON `agreement_event` (`agreement_id`,`seq`);--> statement-breakpoint
CREATE INDEX `agreement_event_version` ON `agreement_event` (`version_id`);--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `drafted_side` text;--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `based_on_id` text REFERENCES agreement_version(id);--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `replies_to_id` text REFERENCES agreement_version(id);--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `proposed_at` integer;--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `answer_by` text;--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `escalated_at` integer;--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `imposed_by` text REFERENCES person(id);--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `imposed_at` integer;--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `imposed_reason` text;