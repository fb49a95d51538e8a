CREATE TABLE "occurrence_change" (
	"obligation_key" text NOT NULL,
	"scheduled_on" text NOT NULL,
	"number" bigint NOT NULL,
	"type" text NOT NULL,
	"from_at" bigint NOT NULL,
	"to_at" bigint,
	"reason" text NOT NULL,
	"asked_side" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"state" text NOT NULL,
	"answered_by" text,
	"answered_at" bigint,
	"answer" text,
	CONSTRAINT "occurrence_change_obligation_key_scheduled_on_number_pk" PRIMARY KEY("obligation_key","scheduled_on","number")
);
--> statement-breakpoint
ALTER TABLE "occurrence" ADD COLUMN "change" text;--> statement-breakpoint
ALTER TABLE "occurrence_change" ADD CONSTRAINT "occurrence_change_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence_change" ADD CONSTRAINT "occurrence_change_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "occurrence_change_state" ON "occurrence_change" USING btree ("state","obligation_key");