CREATE INDEX `task_provider_state` ON `task` (`provider_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `task_client_state` ON `task` (`client_id`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `task_assignee_state` ON `task` (`assignee_id`,`state`,`due_at`);