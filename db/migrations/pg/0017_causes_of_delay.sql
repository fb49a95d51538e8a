CREATE TABLE "clock_habit" (
	"department_id" text NOT NULL,
	"month" text NOT NULL,
	"tasks" bigint NOT NULL,
	"paused" bigint NOT NULL,
	"rejected" bigint NOT NULL,
	"moved" bigint NOT NULL,
	"moved_twice" bigint NOT NULL,
	"moves" bigint NOT NULL,
	"counted_at" bigint NOT NULL,
	CONSTRAINT "clock_habit_department_id_month_pk" PRIMARY KEY("department_id","month")
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"search_key" text NOT NULL,
	"evidence" text NOT NULL,
	"from" bigint NOT NULL,
	"to" bigint NOT NULL,
	"declared_by" text NOT NULL,
	"declared_at" bigint NOT NULL,
	"changed_by" text,
	"changed_at" bigint,
	"withdrawn_by" text,
	"withdrawn_at" bigint,
	"withdrawn_because" text,
	"row_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_department" (
	"incident_id" text NOT NULL,
	"department_id" text NOT NULL,
	CONSTRAINT "incident_department_incident_id_department_id_pk" PRIMARY KEY("incident_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "task_wait" (
	"task_id" text NOT NULL,
	"number" bigint NOT NULL,
	"upstream" text NOT NULL,
	"upstream_task_id" text,
	"note" text NOT NULL,
	"linked_by" text NOT NULL,
	"linked_at" bigint NOT NULL,
	"warned_at" bigint,
	"ended_by" text,
	"ended_at" bigint,
	CONSTRAINT "task_wait_task_id_number_pk" PRIMARY KEY("task_id","number")
);
--> statement-breakpoint
ALTER TABLE "excuse" ADD COLUMN "evidence" text;--> statement-breakpoint
ALTER TABLE "job_run" ADD COLUMN "progress" text;--> statement-breakpoint
ALTER TABLE "job_run" ADD COLUMN "stop_asked_at" bigint;--> statement-breakpoint
ALTER TABLE "job_run" ADD COLUMN "defects" text;--> statement-breakpoint
ALTER TABLE "clock_habit" ADD CONSTRAINT "clock_habit_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_declared_by_person_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_withdrawn_by_person_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_department" ADD CONSTRAINT "incident_department_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_department" ADD CONSTRAINT "incident_department_department_id_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."department"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_wait" ADD CONSTRAINT "task_wait_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_wait" ADD CONSTRAINT "task_wait_upstream_task_id_task_id_fk" FOREIGN KEY ("upstream_task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_wait" ADD CONSTRAINT "task_wait_linked_by_person_id_fk" FOREIGN KEY ("linked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_wait" ADD CONSTRAINT "task_wait_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clock_habit_month" ON "clock_habit" USING btree ("month");--> statement-breakpoint
CREATE INDEX "incident_from" ON "incident" USING btree ("from");--> statement-breakpoint
CREATE INDEX "incident_department_of" ON "incident_department" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "task_wait_upstream" ON "task_wait" USING btree ("upstream");--> statement-breakpoint
CREATE INDEX "excuse_evidence" ON "excuse" USING btree ("evidence");