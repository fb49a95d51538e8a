DROP INDEX `task_accept_until`;--> statement-breakpoint
CREATE INDEX `task_outcome_open` ON `task` (`outcome`,`requested_at`,`id`,`provider_id`,`client_id`) WHERE "task"."state" in ('requested', 'in_progress', 'paused', 'returned');--> statement-breakpoint
CREATE INDEX `task_accept_until` ON `task` (`accept_until`,`client_id`,`state`) WHERE "task"."accept_until" is not null;