ALTER TABLE `answer` ADD `agreement_id` text;--> statement-breakpoint
UPDATE `answer` SET `agreement_id` = (SELECT i.`agreement_id` FROM `invitation` i WHERE i.`id` = `answer`.`invitation_id`);--> statement-breakpoint
CREATE INDEX `answer_counted` ON `answer` (`period`,`provider_id`,`agreement_id`,`csat`,`is_current`,`voided_at`,`statistics_only`);