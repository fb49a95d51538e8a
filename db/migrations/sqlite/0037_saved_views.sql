CREATE TABLE `favourite` (
	`person_id` text NOT NULL,
	`path` text NOT NULL,
	`label` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `path`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `saved_view` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`shared_with_id` text,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shared_with_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `saved_view_owner` ON `saved_view` (`owner_id`,`list`);--> statement-breakpoint
CREATE INDEX `saved_view_shared` ON `saved_view` (`list`,`shared_with_id`) WHERE "saved_view"."shared_with_id" is not null;--> statement-breakpoint
CREATE TABLE `subscription` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`list` text NOT NULL,
	`query` text NOT NULL,
	`name` text NOT NULL,
	`rhythm` text NOT NULL,
	`weekday` integer,
	`minute` integer NOT NULL,
	`sends_empty` integer NOT NULL,
	`attaches_csv` integer NOT NULL,
	`next_at` integer NOT NULL,
	`paused_at` integer,
	`ended_at` integer,
	`created_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `subscription_person` ON `subscription` (`person_id`);--> statement-breakpoint
CREATE INDEX `subscription_due` ON `subscription` (`next_at`) WHERE "subscription"."paused_at" is null and "subscription"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `view_default` (
	`person_id` text NOT NULL,
	`list` text NOT NULL,
	`view_id` text NOT NULL,
	PRIMARY KEY(`person_id`, `list`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`view_id`) REFERENCES `saved_view`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `view_default_view` ON `view_default` (`view_id`);