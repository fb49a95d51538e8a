CREATE TABLE "advice" (
	"id" text PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"client_id" text NOT NULL,
	"person_id" text NOT NULL,
	"question" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"answer" text,
	"answered_at" bigint,
	"thanks" text,
	"thanked_by" text,
	"thanked_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "composer_use" (
	"person_id" text PRIMARY KEY NOT NULL,
	"day" text NOT NULL,
	"n" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "level_ask" (
	"round_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"rater_id" text NOT NULL,
	"side" text NOT NULL,
	"answered_on" text,
	CONSTRAINT "level_ask_round_id_subject_id_rater_id_pk" PRIMARY KEY("round_id","subject_id","rater_id")
);
--> statement-breakpoint
CREATE TABLE "level_count" (
	"round_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"side" text NOT NULL,
	"level" bigint NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "level_count_round_id_subject_id_side_level_pk" PRIMARY KEY("round_id","subject_id","side","level")
);
--> statement-breakpoint
CREATE TABLE "level_policy" (
	"number" bigint PRIMARY KEY NOT NULL,
	"coefficients" text NOT NULL,
	"set_by" text,
	"set_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "level_result" (
	"round_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"level" bigint,
	"head_level" bigint,
	"peer_halves" bigint,
	"asked" bigint NOT NULL,
	"answered" bigint NOT NULL,
	CONSTRAINT "level_result_round_id_subject_id_pk" PRIMARY KEY("round_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "level_round" (
	"id" text PRIMARY KEY NOT NULL,
	"year" bigint NOT NULL,
	"state" text NOT NULL,
	"closes_on" text NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"closed_at" bigint,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "style_answer" (
	"person_id" text PRIMARY KEY NOT NULL,
	"answers" text NOT NULL,
	"answered" text NOT NULL,
	"answered_at" bigint NOT NULL,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "advice" ADD CONSTRAINT "advice_provider_id_department_id_fk" FOREIGN KEY ("provider_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advice" ADD CONSTRAINT "advice_client_id_department_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advice" ADD CONSTRAINT "advice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advice" ADD CONSTRAINT "advice_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "advice" ADD CONSTRAINT "advice_thanked_by_person_id_fk" FOREIGN KEY ("thanked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "composer_use" ADD CONSTRAINT "composer_use_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_ask" ADD CONSTRAINT "level_ask_round_id_level_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."level_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_ask" ADD CONSTRAINT "level_ask_subject_id_person_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_ask" ADD CONSTRAINT "level_ask_rater_id_person_id_fk" FOREIGN KEY ("rater_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_count" ADD CONSTRAINT "level_count_round_id_level_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."level_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_count" ADD CONSTRAINT "level_count_subject_id_person_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_policy" ADD CONSTRAINT "level_policy_set_by_person_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_result" ADD CONSTRAINT "level_result_round_id_level_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."level_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_result" ADD CONSTRAINT "level_result_subject_id_person_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_round" ADD CONSTRAINT "level_round_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "style_answer" ADD CONSTRAINT "style_answer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "advice_pair" ON "advice" USING btree ("provider_id","client_id");--> statement-breakpoint
CREATE INDEX "advice_person" ON "advice" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "level_ask_rater" ON "level_ask" USING btree ("rater_id","round_id");--> statement-breakpoint
CREATE INDEX "level_result_subject" ON "level_result" USING btree ("subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "level_round_year" ON "level_round" USING btree ("year");