CREATE TABLE "standard_terms" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"name" text NOT NULL,
	"sort_key" text NOT NULL,
	"state" text NOT NULL,
	"text" text NOT NULL,
	"content_hash" text NOT NULL,
	"signed_by" text NOT NULL,
	"signed_at" bigint NOT NULL,
	"withdrawn_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreement_version" ADD COLUMN "standard_terms_id" text;--> statement-breakpoint
ALTER TABLE "standard_terms" ADD CONSTRAINT "standard_terms_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standard_terms" ADD CONSTRAINT "standard_terms_signed_by_account_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "standard_terms_provider" ON "standard_terms" USING btree ("provider_id","state");--> statement-breakpoint
ALTER TABLE "agreement_version" ADD CONSTRAINT "agreement_version_standard_terms_id_standard_terms_id_fk" FOREIGN KEY ("standard_terms_id") REFERENCES "public"."standard_terms"("id") ON DELETE no action ON UPDATE no action;