CREATE TABLE "watch_word" (
	"item" text NOT NULL,
	"number" bigint NOT NULL,
	"word" text NOT NULL,
	"new_at" bigint,
	"reason" text NOT NULL,
	"said_by" text NOT NULL,
	"said_at" bigint NOT NULL,
	CONSTRAINT "watch_word_item_number_pk" PRIMARY KEY("item","number")
);
--> statement-breakpoint
CREATE TABLE "watched_delivery" (
	"item" text PRIMARY KEY NOT NULL,
	"obligation_key" text NOT NULL,
	"verdict_item" text NOT NULL,
	"task_id" text,
	"agreement_id" text NOT NULL,
	"product_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"missed_key" text NOT NULL,
	"missed_item" text NOT NULL,
	"begins_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"ask_at" bigint NOT NULL,
	"answer_by" bigint NOT NULL,
	"word" text,
	"new_at" bigint,
	"reason" text,
	"said_by" text,
	"said_at" bigint,
	"ended_as" text,
	"ended_at" bigint,
	"created_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "watch_word" ADD CONSTRAINT "watch_word_item_watched_delivery_item_fk" FOREIGN KEY ("item") REFERENCES "public"."watched_delivery"("item") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_word" ADD CONSTRAINT "watch_word_said_by_person_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_delivery" ADD CONSTRAINT "watched_delivery_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_delivery" ADD CONSTRAINT "watched_delivery_agreement_id_agreement_id_fk" FOREIGN KEY ("agreement_id") REFERENCES "public"."agreement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_delivery" ADD CONSTRAINT "watched_delivery_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_delivery" ADD CONSTRAINT "watched_delivery_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_delivery" ADD CONSTRAINT "watched_delivery_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched_delivery" ADD CONSTRAINT "watched_delivery_said_by_person_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "watched_delivery_open" ON "watched_delivery" USING btree ("provider_id","client_id") WHERE "watched_delivery"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "watched_delivery_client" ON "watched_delivery" USING btree ("client_id") WHERE "watched_delivery"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "watched_delivery_task" ON "watched_delivery" USING btree ("task_id");