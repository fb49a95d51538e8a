CREATE TABLE `client_kpi` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`unit` text,
	`target` text,
	`is_higher_better` integer NOT NULL,
	`archived_at` integer,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `client_kpi_client` ON `client_kpi` (`client_id`);--> statement-breakpoint
CREATE TABLE `client_profile` (
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`texts` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	`row_version` integer NOT NULL,
	PRIMARY KEY(`provider_id`, `client_id`),
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `inventory_claim` (
	`year` integer NOT NULL,
	`provider_id` text NOT NULL,
	`client_id` text NOT NULL,
	`product_id` text NOT NULL,
	`side` text NOT NULL,
	`state` text NOT NULL,
	`note` text,
	`said_by` text NOT NULL,
	`said_at` integer NOT NULL,
	PRIMARY KEY(`year`, `provider_id`, `client_id`, `product_id`, `side`),
	FOREIGN KEY (`provider_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`said_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `inventory_claim_client` ON `inventory_claim` (`client_id`,`year`);--> statement-breakpoint
CREATE TABLE `need` (
	`id` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`product_id` text NOT NULL,
	`dimension` text NOT NULL,
	`details` text NOT NULL,
	`importance` text NOT NULL,
	`state` text NOT NULL,
	`reply` text,
	`agreement_id` text,
	`stated_by` text NOT NULL,
	`stated_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`client_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agreement_id`) REFERENCES `agreement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stated_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `need_client` ON `need` (`client_id`);--> statement-breakpoint
CREATE INDEX `need_product` ON `need` (`product_id`);--> statement-breakpoint
ALTER TABLE `product` ADD `owner_id` text REFERENCES person(id);--> statement-breakpoint
ALTER TABLE `product` ADD `tags` text;--> statement-breakpoint
UPDATE "department_post" SET "scope" = replace(replace(replace(replace("scope", '"work"', '"accept"'), '"agreements"', '"sign"'), '"ratings"', '"rate","decide"'), '"pay"', '"approve"');
