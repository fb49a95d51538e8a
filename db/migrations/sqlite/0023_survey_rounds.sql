CREATE TABLE `provider_action` (
	`id` text PRIMARY KEY NOT NULL,
	`quarter` text NOT NULL,
	`provider_id` text NOT NULL,
	`position` integer NOT NULL,
	`text` text NOT NULL,
	`owner_id` text NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_action_place` ON `provider_action` (`quarter`,`provider_id`,`position`);--> statement-breakpoint
CREATE TABLE `provider_action_step` (
	`action_id` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`due_on` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	`by_person_id` text NOT NULL,
	PRIMARY KEY(`action_id`, `number`),
	FOREIGN KEY (`action_id`) REFERENCES `provider_action`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `provider_answer` (
	`quarter` text NOT NULL,
	`provider_id` text NOT NULL,
	`text` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	PRIMARY KEY(`quarter`, `provider_id`),
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `relationship_asked` (
	`round_id` text NOT NULL,
	`person_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`is_answered` integer NOT NULL,
	PRIMARY KEY(`round_id`, `person_id`, `provider_id`),
	FOREIGN KEY (`round_id`) REFERENCES `survey_round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `relationship_report` (
	`quarter` text NOT NULL,
	`provider_id` text NOT NULL,
	`content` text NOT NULL,
	`published_at` integer NOT NULL,
	`answer_by` text NOT NULL,
	PRIMARY KEY(`quarter`, `provider_id`),
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `round_person` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`draft` text,
	`token_hash` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`reminded_at` integer,
	FOREIGN KEY (`round_id`) REFERENCES `survey_round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `round_person_once` ON `round_person` (`round_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `round_person_person` ON `round_person` (`person_id`);--> statement-breakpoint
CREATE TABLE `survey_round` (
	`id` text PRIMARY KEY NOT NULL,
	`survey` text NOT NULL,
	`quarter` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`closed_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_round_quarter` ON `survey_round` (`survey`,`quarter`);