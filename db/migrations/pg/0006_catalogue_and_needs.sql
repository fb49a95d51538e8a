CREATE TABLE "client_kpi" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"product_id" text NOT NULL,
	"name" text NOT NULL,
	"unit" text,
	"target" text,
	"is_higher_better" boolean NOT NULL,
	"archived_at" bigint
);
--> statement-breakpoint
CREATE TABLE "client_profile" (
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"texts" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" bigint NOT NULL,
	"row_version" bigint NOT NULL,
	CONSTRAINT "client_profile_provider_id_client_id_pk" PRIMARY KEY("provider_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "inventory_claim" (
	"year" bigint NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"product_id" text NOT NULL,
	"side" text NOT NULL,
	"state" text NOT NULL,
	"note" text,
	"said_by" text NOT NULL,
	"said_at" bigint NOT NULL,
	CONSTRAINT "inventory_claim_year_provider_id_client_id_product_id_side_pk" PRIMARY KEY("year","provider_id","client_id","product_id","side")
);
--> statement-breakpoint
CREATE TABLE "need" (
	"id" text PRIMARY KEY NOT NULL,
	"client_id" text NOT NULL,
	"product_id" text NOT NULL,
	"dimension" text NOT NULL,
	"details" text NOT NULL,
	"importance" text NOT NULL,
	"state" text NOT NULL,
	"reply" text,
	"agreement_id" text,
	"stated_by" text NOT NULL,
	"stated_at" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint
);
--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "owner_id" text;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "tags" text;--> statement-breakpoint
ALTER TABLE "client_kpi" ADD CONSTRAINT "client_kpi_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_kpi" ADD CONSTRAINT "client_kpi_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_profile" ADD CONSTRAINT "client_profile_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_profile" ADD CONSTRAINT "client_profile_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_profile" ADD CONSTRAINT "client_profile_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_claim" ADD CONSTRAINT "inventory_claim_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_claim" ADD CONSTRAINT "inventory_claim_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_claim" ADD CONSTRAINT "inventory_claim_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_claim" ADD CONSTRAINT "inventory_claim_said_by_person_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need" ADD CONSTRAINT "need_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need" ADD CONSTRAINT "need_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need" ADD CONSTRAINT "need_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need" ADD CONSTRAINT "need_stated_by_person_id_fk" FOREIGN KEY ("stated_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need" ADD CONSTRAINT "need_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_kpi_client" ON "client_kpi" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "inventory_claim_client" ON "inventory_claim" USING btree ("client_id","year");--> statement-breakpoint
CREATE INDEX "need_client" ON "need" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "need_product" ON "need" USING btree ("product_id");--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
UPDATE "department_post" SET "scope" = replace(replace(replace(replace("scope", '"work"', '"accept"'), '"agreements"', '"sign"'), '"ratings"', '"rate","decide"'), '"pay"', '"approve"');
