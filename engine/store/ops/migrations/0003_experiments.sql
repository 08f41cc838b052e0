CREATE TABLE "ab_assignments" (
	"workspace_id" uuid NOT NULL,
	"experiment_key" text NOT NULL,
	"unit_id" text NOT NULL,
	"unit_type" text NOT NULL,
	"variation" text NOT NULL,
	"bucket_version" integer NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	"exposed_at" timestamp (3) with time zone,
	CONSTRAINT "ab_assignments_workspace_id_experiment_key_unit_id_pk" PRIMARY KEY("workspace_id","experiment_key","unit_id"),
	CONSTRAINT "ab_assignments_bucket_version" CHECK ("ab_assignments"."bucket_version" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ab_experiments" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"flag" text NOT NULL,
	"unit" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"outcome" text,
	"variation" text,
	"decision_reason" text,
	"proposal_id" uuid,
	"design" json NOT NULL,
	CONSTRAINT "ab_experiments_workspace_id_key_pk" PRIMARY KEY("workspace_id","key"),
	CONSTRAINT "ab_experiments_status" CHECK ("ab_experiments"."status" in ('draft', 'running', 'stopped', 'decided')),
	CONSTRAINT "ab_experiments_outcome" CHECK ("ab_experiments"."outcome" in ('ship', 'roll_back')),
	CONSTRAINT "ab_experiments_decided" CHECK (("ab_experiments"."status" = 'decided') = ("ab_experiments"."decided_at" is not null)),
	CONSTRAINT "ab_experiments_decision" CHECK (("ab_experiments"."decided_at" is null) = ("ab_experiments"."outcome" is null) and ("ab_experiments"."outcome" is null) = ("ab_experiments"."variation" is null))
);
--> statement-breakpoint
CREATE TABLE "ab_metrics_daily" (
	"workspace_id" uuid NOT NULL,
	"experiment_key" text NOT NULL,
	"day" date NOT NULL,
	"metric" text NOT NULL,
	"variation" text NOT NULL,
	"design_version" integer NOT NULL,
	"data_through" date NOT NULL,
	"units" bigint NOT NULL,
	"x_mean" double precision NOT NULL,
	"x_m2" double precision NOT NULL,
	"y_mean" double precision,
	"y_m2" double precision,
	"u_mean" double precision,
	"u_m2" double precision,
	"v_mean" double precision,
	"v_m2" double precision,
	"xy" double precision,
	"xu" double precision,
	"xv" double precision,
	"yu" double precision,
	"yv" double precision,
	"uv" double precision,
	CONSTRAINT "ab_metrics_daily_workspace_id_experiment_key_day_metric_variation_pk" PRIMARY KEY("workspace_id","experiment_key","day","metric","variation"),
	CONSTRAINT "ab_metrics_daily_units" CHECK ("ab_metrics_daily"."units" >= 0),
	CONSTRAINT "ab_metrics_daily_through" CHECK ("ab_metrics_daily"."data_through" >= "ab_metrics_daily"."day")
);
--> statement-breakpoint
CREATE INDEX "ab_assignments_unit" ON "ab_assignments" USING btree ("workspace_id","unit_id");--> statement-breakpoint
CREATE INDEX "ab_experiments_flag" ON "ab_experiments" USING btree ("workspace_id","flag");