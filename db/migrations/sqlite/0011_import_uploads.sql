CREATE TABLE `import_job` (
	`batch_id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`stop_wanted` integer NOT NULL,
	`queued_at` integer NOT NULL,
	`lease_until` integer NOT NULL,
	`fence` integer NOT NULL,
	`attempt` integer NOT NULL,
	`portions_done` integer NOT NULL,
	`rows_done` integer NOT NULL,
	`rows_total` integer NOT NULL,
	`counts` text NOT NULL,
	`started_at` integer,
	`started_rows` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`result` text,
	`fault` text,
	`fault_detail` text,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_job_state` ON `import_job` (`state`,`queued_at`);--> statement-breakpoint
CREATE TABLE `import_upload` (
	`batch_id` text PRIMARY KEY NOT NULL,
	`file_key` text NOT NULL,
	`bytes` integer NOT NULL,
	`look` text NOT NULL,
	`mapping` text NOT NULL,
	`rights` text NOT NULL,
	`resent_of` text,
	`keep_until` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`resent_of`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `source_mapping` (
	`source` text NOT NULL,
	`version` integer NOT NULL,
	`heading_key` text NOT NULL,
	`mapping` text NOT NULL,
	`saved_by` text,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`source`, `version`),
	FOREIGN KEY (`saved_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `source_mapping_headings` ON `source_mapping` (`heading_key`,`saved_at`);--> statement-breakpoint
ALTER TABLE `import_batch` ADD `used` integer;--> statement-breakpoint
ALTER TABLE `import_batch` ADD `fixed` integer;