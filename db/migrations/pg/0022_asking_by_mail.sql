CREATE TABLE "bouncing_address" (
	"address" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"since" bigint NOT NULL,
	"said" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "extra" text;--> statement-breakpoint
ALTER TABLE "invitation" ADD COLUMN "handed_from" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "survey_mail" text;--> statement-breakpoint
ALTER TABLE "bouncing_address" ADD CONSTRAINT "bouncing_address_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitation_handed" ON "invitation" USING btree ("handed_from");