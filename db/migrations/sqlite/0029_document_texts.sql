CREATE TABLE `document_text` (
	`kind` text NOT NULL,
	`part` text NOT NULL,
	`locale` text NOT NULL,
	`number` integer NOT NULL,
	`text` text,
	`set_by` text,
	`set_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `part`, `locale`, `number`),
	FOREIGN KEY (`set_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
