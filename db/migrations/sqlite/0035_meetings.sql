CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`one_id` text NOT NULL,
	`other_id` text NOT NULL,
	`number` integer NOT NULL,
	`held_on` text NOT NULL,
	`attendees` text NOT NULL,
	`note` text NOT NULL,
	`one_confirmed_by` text,
	`one_confirmed_at` integer,
	`other_confirmed_by` text,
	`other_confirmed_at` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`one_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`one_confirmed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_confirmed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_number` ON `meeting` (`one_id`,`other_id`,`number`);--> statement-breakpoint
CREATE INDEX `meeting_other` ON `meeting` (`other_id`);--> statement-breakpoint
CREATE TABLE `meeting_decision` (
	`meeting_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`case_id` text,
	`agreement_id` text,
	`version_number` integer,
	`owner_id` text,
	`due_on` text,
	`done_by` text,
	`done_at` integer,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL,
	`taken_back_at` integer,
	PRIMARY KEY(`meeting_id`, `number`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `improvement_case`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `meeting_decision_owner` ON `meeting_decision` (`owner_id`);--> statement-breakpoint
CREATE TABLE `meeting_point` (
	`meeting_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`facts` text NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`meeting_id`, `number`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
