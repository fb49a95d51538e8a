CREATE TABLE "agreement_event" (
	"id" text PRIMARY KEY NOT NULL,
	"agreement_id" text NOT NULL,
	"version_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"side" text,
	"person_id" text,
	"for_person_id" text,
	"at" bigint NOT NULL,
	"text" text,
	"target" text,
	"content_hash" text,
	"address" text,
	"facts" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "drafted_side" text;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "based_on_id" text;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "replies_to_id" text;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "proposed_at" bigint;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "answer_by" text;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "escalated_at" bigint;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "imposed_by" text;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "imposed_at" bigint;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "imposed_reason" text;--> statement-breakpoint
ALTER TABLE "agreement_event" ADD CONSTRAINT "agreement_event_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_event" ADD CONSTRAINT "agreement_event_version_id_agreement_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_event" ADD CONSTRAINT "agreement_event_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_event" ADD CONSTRAINT "agreement_event_for_person_id_person_id_fk" FOREIGN KEY ("for_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agreement_event_seq" ON "agreement_event" USING btree ("agreement_id","seq");--> statement-breakpoint
CREATE INDEX "agreement_event_version" ON "agreement_event" USING btree ("version_id");--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_based_on_id_agreement_version_id_fk" FOREIGN KEY ("based_on_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_replies_to_id_agreement_version_id_fk" FOREIGN KEY ("replies_to_id") REFERENCES "public"."agreement_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_imposed_by_person_id_fk" FOREIGN KEY ("imposed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;