CREATE TABLE "hook_delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"hook_id" text NOT NULL,
	"digest" text NOT NULL,
	"received_at" bigint NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"detail" text,
	"external_id" text,
	"body" text,
	"is_form" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hook_in" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"provider_ids" text,
	"scheme" text NOT NULL,
	"secret" text NOT NULL,
	"mapping" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"disabled_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hook_message" (
	"id" text PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"hook_id" text NOT NULL,
	"happening" text NOT NULL,
	"refs" text NOT NULL,
	"state" text NOT NULL,
	"attempt" bigint NOT NULL,
	"not_before" bigint NOT NULL,
	"lease_until" bigint,
	"sent_at" bigint,
	"error" text,
	"created_at" bigint NOT NULL,
	CONSTRAINT "hook_message_dedupeKey_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "hook_out" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"profile" text NOT NULL,
	"host" text NOT NULL,
	"target" text NOT NULL,
	"secret" text NOT NULL,
	"happenings" text NOT NULL,
	"department_ids" text,
	"locale" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"disabled_at" bigint
);
--> statement-breakpoint
ALTER TABLE "hook_delivery" ADD CONSTRAINT "hook_delivery_hook_id_hook_in_id_fk" FOREIGN KEY ("hook_id") REFERENCES "public"."hook_in"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hook_in" ADD CONSTRAINT "hook_in_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hook_message" ADD CONSTRAINT "hook_message_hook_id_hook_out_id_fk" FOREIGN KEY ("hook_id") REFERENCES "public"."hook_out"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hook_out" ADD CONSTRAINT "hook_out_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "hook_delivery_digest" ON "hook_delivery" USING btree ("hook_id","digest");--> statement-breakpoint
CREATE INDEX "hook_delivery_hook" ON "hook_delivery" USING btree ("hook_id","received_at");--> statement-breakpoint
CREATE INDEX "hook_delivery_received" ON "hook_delivery" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "hook_message_due" ON "hook_message" USING btree ("state","not_before");--> statement-breakpoint
CREATE INDEX "hook_message_hook" ON "hook_message" USING btree ("hook_id","created_at");