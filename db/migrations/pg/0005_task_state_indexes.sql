CREATE INDEX "task_provider_state" ON "task" USING btree ("provider_id","state","due_at");--> statement-breakpoint
CREATE INDEX "task_client_state" ON "task" USING btree ("client_id","state","due_at");--> statement-breakpoint
CREATE INDEX "task_assignee_state" ON "task" USING btree ("assignee_id","state","due_at");