CREATE TABLE `watch_word` (
	`item` text NOT NULL,
	`number` integer NOT NULL,
	`word` text NOT NULL,
	`new_at` integer,
	`reason` text NOT NULL,
	`said_by` text NOT NULL,
	`said_at` integer NOT NULL,
	PRIMARY KEY(`item`, `number`),
	FOREIGN KEY (`item`) REFERENCES `watched_delivery`(`item`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`said_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `watched_delivery` (
	`item` text PRIMARY KEY NOT NULL,
	`obligation_key` text NOT NULL,
	`verdict_item` text NOT NULL,
	`task_id` text,
	`agreement_id` text NOT NULL,
	`product_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`missed_key` text NOT NULL,
	`missed_item` text NOT NULL,
	`begins_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`ask_at` integer NOT NULL,
	`answer_by` integer NOT NULL,
	`word` text,
	`new_at` integer,
	`reason` text,
	`said_by` text,
	`said_at` integer,
	`ended_as` text,
	`ended_at` integer,
	`created_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `task`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`said_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `watched_delivery_open` ON `watched_delivery` (`provider_id`,`client_id`) WHERE "watched_delivery"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `watched_delivery_client` ON `watched_delivery` (`client_id`) WHERE "watched_delivery"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `watched_delivery_task` ON `watched_delivery` (`task_id`);