CREATE TABLE `hook_delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`hook_id` text NOT NULL,
	`digest` text NOT NULL,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`code` text,
	`detail` text,
	`external_id` text,
	`body` text,
	`is_form` integer NOT NULL,
	FOREIGN KEY (`hook_id`) REFERENCES `hook_in`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `hook_delivery_digest` ON `hook_delivery` (`hook_id`,`digest`);--> statement-breakpoint
CREATE INDEX `hook_delivery_hook` ON `hook_delivery` (`hook_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `hook_delivery_received` ON `hook_delivery` (`received_at`);--> statement-breakpoint
CREATE TABLE `hook_in` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	`provider_ids` text,
	`scheme` text NOT NULL,
	`secret` text NOT NULL,
	`mapping` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `hook_message` (
	`id` text PRIMARY KEY NOT NULL,
	`dedupe_key` text NOT NULL,
	`hook_id` text NOT NULL,
	`happening` text NOT NULL,
	`refs` text NOT NULL,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`not_before` integer NOT NULL,
	`lease_until` integer,
	`sent_at` integer,
	`error` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`hook_id`) REFERENCES `hook_out`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `hook_message_dedupeKey_unique` ON `hook_message` (`dedupe_key`);--> statement-breakpoint
CREATE INDEX `hook_message_due` ON `hook_message` (`state`,`not_before`);--> statement-breakpoint
CREATE INDEX `hook_message_hook` ON `hook_message` (`hook_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `hook_out` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`profile` text NOT NULL,
	`host` text NOT NULL,
	`target` text NOT NULL,
	`secret` text NOT NULL,
	`happenings` text NOT NULL,
	`department_ids` text,
	`locale` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
