CREATE TABLE "forgotten_person" (
	"person_id" text PRIMARY KEY NOT NULL,
	"left_on" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_rule" (
	"number" bigint PRIMARY KEY NOT NULL,
	"years_after_leaving" bigint,
	"set_by" text,
	"set_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "forgotten_person" ADD CONSTRAINT "forgotten_person_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_set_by_account_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;