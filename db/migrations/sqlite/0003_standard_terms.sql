CREATE TABLE `standard_terms` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`state` text NOT NULL,
	`text` text NOT NULL,
	`content_hash` text NOT NULL,
	`signed_by` text NOT NULL,
	`signed_at` integer NOT NULL,
	`withdrawn_at` integer,
	`row_version` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `standard_terms_provider` ON `standard_terms` (`provider_id`,`state`);--> statement-breakpoint
ALTER TABLE `agreement_version` ADD `standard_terms_id` text REFERENCES standard_terms(id);