CREATE TABLE `advice` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`person_id` text NOT NULL,
	`question` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	`thanks` text,
	`thanked_by` text,
	`thanked_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`thanked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `advice_pair` ON `advice` (`provider_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `advice_person` ON `advice` (`person_id`);--> statement-breakpoint
CREATE TABLE `composer_use` (
	`person_id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`n` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `level_ask` (
	`round_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`rater_id` text NOT NULL,
	`side` text NOT NULL,
	`answered_on` text,
	PRIMARY KEY(`round_id`, `subject_id`, `rater_id`),
	FOREIGN KEY (`round_id`) REFERENCES `level_round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rater_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `level_ask_rater` ON `level_ask` (`rater_id`,`round_id`);--> statement-breakpoint
CREATE TABLE `level_count` (
	`round_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`side` text NOT NULL,
	`level` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`round_id`, `subject_id`, `side`, `level`),
	FOREIGN KEY (`round_id`) REFERENCES `level_round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `level_policy` (
	`number` integer PRIMARY KEY NOT NULL,
	`coefficients` text NOT NULL,
	`set_by` text,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `level_result` (
	`round_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`level` integer,
	`head_level` integer,
	`peer_halves` integer,
	`asked` integer NOT NULL,
	`answered` integer NOT NULL,
	PRIMARY KEY(`round_id`, `subject_id`),
	FOREIGN KEY (`round_id`) REFERENCES `level_round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `level_result_subject` ON `level_result` (`subject_id`);--> statement-breakpoint
CREATE TABLE `level_round` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`closes_on` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`opened_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `level_round_year` ON `level_round` (`year`);--> statement-breakpoint
CREATE TABLE `style_answer` (
	`person_id` text PRIMARY KEY NOT NULL,
	`answers` text NOT NULL,
	`answered` text NOT NULL,
	`answered_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
