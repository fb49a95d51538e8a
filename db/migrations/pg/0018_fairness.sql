CREATE TABLE "client_month" (
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"month" text NOT NULL,
	"deliveries" bigint NOT NULL,
	"counted_at" bigint NOT NULL,
	CONSTRAINT "client_month_provider_id_client_id_month_pk" PRIMARY KEY("provider_id","client_id","month")
);
--> statement-breakpoint
CREATE TABLE "fairness_look" (
	"id" text PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"flag_key" text NOT NULL,
	"outcome" text NOT NULL,
	"note" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outside_supply" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"since" text NOT NULL,
	"note" text NOT NULL,
	"marked_by" text NOT NULL,
	"marked_at" bigint NOT NULL,
	"ended_at" bigint
);
--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "voided_because" text;--> statement-breakpoint
ALTER TABLE "answer" ADD COLUMN "voided_by" text;--> statement-breakpoint
ALTER TABLE "client_month" ADD CONSTRAINT "client_month_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_month" ADD CONSTRAINT "client_month_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fairness_look" ADD CONSTRAINT "fairness_look_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_supply" ADD CONSTRAINT "outside_supply_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_supply" ADD CONSTRAINT "outside_supply_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_supply" ADD CONSTRAINT "outside_supply_marked_by_person_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "client_month_month" ON "client_month" USING btree ("month");--> statement-breakpoint
CREATE INDEX "fairness_look_flag" ON "fairness_look" USING btree ("period","flag_key");--> statement-breakpoint
CREATE INDEX "outside_supply_provider" ON "outside_supply" USING btree ("provider_id","client_id");--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_voided_by_person_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;