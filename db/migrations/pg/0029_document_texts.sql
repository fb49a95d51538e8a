CREATE TABLE "document_text" (
	"kind" text NOT NULL,
	"part" text NOT NULL,
	"locale" text NOT NULL,
	"number" bigint NOT NULL,
	"text" text,
	"set_by" text,
	"set_at" bigint NOT NULL,
	CONSTRAINT "document_text_kind_part_locale_number_pk" PRIMARY KEY("kind","part","locale","number")
);
--> statement-breakpoint
ALTER TABLE "document_text" ADD CONSTRAINT "document_text_set_by_account_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;