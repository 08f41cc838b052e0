CREATE TABLE "bandit_posteriors" (
	"workspace_id" uuid NOT NULL,
	"cell" text NOT NULL,
	"arm" text NOT NULL,
	"day" date NOT NULL,
	"cell_version" integer NOT NULL,
	"kind" text NOT NULL,
	"p1" double precision NOT NULL,
	"p2" double precision NOT NULL,
	"p3" double precision,
	"mean" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"level" double precision NOT NULL,
	"p_best" double precision NOT NULL,
	"expected_loss" double precision NOT NULL,
	"share" double precision NOT NULL,
	"trials" double precision NOT NULL,
	"reward" double precision NOT NULL,
	"since" date,
	"seed" text NOT NULL,
	"draws" integer NOT NULL,
	"data_through" date NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "bandit_posteriors_workspace_id_cell_arm_day_pk" PRIMARY KEY("workspace_id","cell","arm","day"),
	CONSTRAINT "bandit_posteriors_kind" CHECK ("bandit_posteriors"."kind" in ('beta', 'gamma', 'student')),
	CONSTRAINT "bandit_posteriors_parameters" CHECK (("bandit_posteriors"."kind" = 'student') = ("bandit_posteriors"."p3" is not null)),
	CONSTRAINT "bandit_posteriors_interval" CHECK ("bandit_posteriors"."low" <= "bandit_posteriors"."high"),
	CONSTRAINT "bandit_posteriors_shares" CHECK ("bandit_posteriors"."level" between 0 and 1 and "bandit_posteriors"."p_best" between 0 and 1 and "bandit_posteriors"."share" between 0 and 1),
	CONSTRAINT "bandit_posteriors_trials" CHECK ("bandit_posteriors"."trials" >= 0 and "bandit_posteriors"."draws" >= 0),
	CONSTRAINT "bandit_posteriors_revision" CHECK ("bandit_posteriors"."revision" >= 1 and "bandit_posteriors"."cell_version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "explore_cells" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"hypothesis" text NOT NULL,
	"owner" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"channel" text,
	"segment" text,
	"arm_kind" text NOT NULL,
	"test_id" text,
	"reward" text NOT NULL,
	"budget_cap_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"note" text NOT NULL,
	"design" json NOT NULL,
	CONSTRAINT "explore_cells_workspace_id_key_pk" PRIMARY KEY("workspace_id","key"),
	CONSTRAINT "explore_cells_status" CHECK ("explore_cells"."status" in ('planned', 'running', 'paused', 'ended')),
	CONSTRAINT "explore_cells_arm_kind" CHECK ("explore_cells"."arm_kind" in ('creatives', 'campaigns', 'audiences', 'landing_pages', 'cells')),
	CONSTRAINT "explore_cells_test" CHECK (("explore_cells"."arm_kind" = 'creatives') = ("explore_cells"."test_id" is not null)),
	CONSTRAINT "explore_cells_cap" CHECK ("explore_cells"."budget_cap_minor" > 0),
	CONSTRAINT "explore_cells_days" CHECK ("explore_cells"."last_day" >= "explore_cells"."first_day"),
	CONSTRAINT "explore_cells_started" CHECK (("explore_cells"."status" = 'planned') = ("explore_cells"."started_at" is null)),
	CONSTRAINT "explore_cells_ended" CHECK (("explore_cells"."status" = 'ended') = ("explore_cells"."ended_at" is not null))
);
--> statement-breakpoint
CREATE INDEX "bandit_posteriors_day" ON "bandit_posteriors" USING btree ("workspace_id","day");--> statement-breakpoint
CREATE INDEX "explore_cells_ground" ON "explore_cells" USING btree ("workspace_id","channel","segment");--> statement-breakpoint
-- The plan of a cell is fixed once it has started, and what ran stays.
CREATE FUNCTION gw_cell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'planned' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    PERFORM gw_refuse('GW010', 'cell_fixed', 'a cell that has started can not be removed');
  ELSIF (NEW.version, NEW.design::text, NEW.started_at) IS DISTINCT FROM (OLD.version, OLD.design::text, OLD.started_at) THEN
    PERFORM gw_refuse('GW010', 'cell_fixed', 'the plan of a cell that has started can not be changed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER explore_cells_fixed BEFORE UPDATE OR DELETE ON explore_cells FOR EACH ROW EXECUTE FUNCTION gw_cell_change();
