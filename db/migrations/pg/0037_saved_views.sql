CREATE TABLE "favourite" (
	"person_id" text NOT NULL,
	"path" text NOT NULL,
	"label" text NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "favourite_person_id_path_pk" PRIMARY KEY("person_id","path")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared_with_id" text,
	"created_at" bigint NOT NULL,
	"deleted_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"list" text NOT NULL,
	"query" text NOT NULL,
	"name" text NOT NULL,
	"rhythm" text NOT NULL,
	"weekday" bigint,
	"minute" bigint NOT NULL,
	"sends_empty" boolean NOT NULL,
	"attaches_csv" boolean NOT NULL,
	"next_at" bigint NOT NULL,
	"paused_at" bigint,
	"ended_at" bigint,
	"created_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "view_default" (
	"person_id" text NOT NULL,
	"list" text NOT NULL,
	"view_id" text NOT NULL,
	CONSTRAINT "view_default_person_id_list_pk" PRIMARY KEY("person_id","list")
);
--> statement-breakpoint
ALTER TABLE "favourite" ADD CONSTRAINT "favourite_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_shared_with_id_department_id_fk" FOREIGN KEY ("shared_with_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_default" ADD CONSTRAINT "view_default_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_default" ADD CONSTRAINT "view_default_view_id_saved_view_id_fk" FOREIGN KEY ("view_id") REFERENCES "public"."saved_view"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_view_owner" ON "saved_view" USING btree ("owner_id","list");--> statement-breakpoint
CREATE INDEX "saved_view_shared" ON "saved_view" USING btree ("list","shared_with_id") WHERE "saved_view"."shared_with_id" is not null;--> statement-breakpoint
CREATE INDEX "subscription_person" ON "subscription" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "subscription_due" ON "subscription" USING btree ("next_at") WHERE "subscription"."paused_at" is null and "subscription"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "view_default_view" ON "view_default" USING btree ("view_id");