DROP INDEX "invitation_period";--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "period" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "provider_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "client_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "product_id" text;--> statement-breakpoint
UPDATE "answer" SET ("period", "provider_id", "client_id", "product_id") = (SELECT i."period", i."provider_id", i."client_id", t."product_id" FROM "invitation" i LEFT JOIN "task" t ON t."id" = i."task_id" WHERE i."id" = "answer"."invitation_id");--> statement-breakpoint
CREATE INDEX "answer_received" ON "answer" USING btree ("period","provider_id","client_id","csat","is_current","voided_at","statistics_only","effort","product_id");--> statement-breakpoint
CREATE INDEX "answer_newest" ON "answer" USING btree ("period","answered_at","invitation_id");--> statement-breakpoint
CREATE INDEX "answer_newest_of" ON "answer" USING btree ("provider_id","period","answered_at","invitation_id");--> statement-breakpoint
CREATE INDEX "invitation_open" ON "invitation" USING btree ("person_id","state","expires_at");--> statement-breakpoint
CREATE INDEX "invitation_period" ON "invitation" USING btree ("period","provider_id","client_id","state");