DROP INDEX `task_provider_state`;--> statement-breakpoint
DROP INDEX `task_client_state`;--> statement-breakpoint
DROP INDEX `task_assignee_state`;--> statement-breakpoint
DROP INDEX `task_next_change`;--> statement-breakpoint
DROP INDEX `task_accept_until`;--> statement-breakpoint
CREATE INDEX `task_provider_open` ON `task` (`provider_id`,`due_at`) WHERE "task"."state" in ('requested', 'in_progress', 'paused', 'returned');--> statement-breakpoint
CREATE INDEX `task_client_open` ON `task` (`client_id`,`due_at`) WHERE "task"."state" in ('requested', 'in_progress', 'paused', 'returned');--> statement-breakpoint
CREATE INDEX `task_assignee_open` ON `task` (`assignee_id`,`due_at`) WHERE "task"."state" in ('requested', 'in_progress', 'paused', 'returned');--> statement-breakpoint
CREATE INDEX `task_next_change` ON `task` (`next_change_at`,`id`) WHERE "task"."next_change_at" is not null;--> statement-breakpoint
CREATE INDEX `task_accept_until` ON `task` (`accept_until`) WHERE "task"."accept_until" is not null;--> statement-breakpoint
DROP INDEX `verdict_next_change`;