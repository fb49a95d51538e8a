CREATE TABLE "external_metric" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_by" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "external_value" (
	"metric_id" text NOT NULL,
	"period" text NOT NULL,
	"number" bigint NOT NULL,
	"value" text NOT NULL,
	"source" text NOT NULL,
	"entered_by" text,
	"entered_at" bigint NOT NULL,
	CONSTRAINT "external_value_metric_id_period_number_pk" PRIMARY KEY("metric_id","period","number")
);
--> statement-breakpoint
ALTER TABLE "external_metric" ADD CONSTRAINT "external_metric_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_value" ADD CONSTRAINT "external_value_metric_id_external_metric_id_fk" FOREIGN KEY ("metric_id") REFERENCES "public"."external_metric"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_value" ADD CONSTRAINT "external_value_entered_by_account_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;