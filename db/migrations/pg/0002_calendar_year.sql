CREATE TABLE "calendar_year" (
	"calendar_id" text NOT NULL,
	"year" bigint NOT NULL,
	"version_id" text NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" bigint NOT NULL,
	CONSTRAINT "calendar_year_calendar_id_year_pk" PRIMARY KEY("calendar_id","year")
);
--> statement-breakpoint
ALTER TABLE "calendar_year" ADD CONSTRAINT "calendar_year_calendar_id_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendar"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_year" ADD CONSTRAINT "calendar_year_version_id_calendar_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."calendar_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_year" ADD CONSTRAINT "calendar_year_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;