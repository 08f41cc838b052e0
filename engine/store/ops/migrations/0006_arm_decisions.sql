CREATE TABLE "bandit_decisions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cell" text NOT NULL,
	"arm" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"data_through" date NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"state" text NOT NULL,
	"proposal_id" uuid,
	"action_id" uuid,
	"cell_version" integer,
	"shares" json,
	"previous_action_id" uuid,
	"previous_arms" json,
	"taken_back_by" uuid,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "bandit_decisions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "bandit_decisions_decision" CHECK ("bandit_decisions"."decision" in ('promote', 'kill', 'keep')),
	CONSTRAINT "bandit_decisions_state" CHECK ("bandit_decisions"."state" in ('noted', 'proposed', 'refused', 'approved', 'done', 'taken_back')),
	CONSTRAINT "bandit_decisions_kept" CHECK (("bandit_decisions"."decision" = 'keep') = ("bandit_decisions"."state" = 'noted')),
	CONSTRAINT "bandit_decisions_shares" CHECK (("bandit_decisions"."decision" = 'keep') = ("bandit_decisions"."shares" is null)),
	CONSTRAINT "bandit_decisions_version" CHECK (("bandit_decisions"."decision" = 'keep') = ("bandit_decisions"."cell_version" is null)),
	CONSTRAINT "bandit_decisions_action" CHECK ("bandit_decisions"."action_id" is null or "bandit_decisions"."action_id" = "bandit_decisions"."id")
);
--> statement-breakpoint
CREATE TABLE "explore_cell_arms" (
	"workspace_id" uuid NOT NULL,
	"cell" text NOT NULL,
	"arm" text NOT NULL,
	"state" text NOT NULL,
	"share" double precision NOT NULL,
	"action_id" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "explore_cell_arms_workspace_id_cell_arm_pk" PRIMARY KEY("workspace_id","cell","arm"),
	CONSTRAINT "explore_cell_arms_state" CHECK ("explore_cell_arms"."state" in ('active', 'promoted', 'killed')),
	CONSTRAINT "explore_cell_arms_share" CHECK ("explore_cell_arms"."share" between 0 and 1),
	CONSTRAINT "explore_cell_arms_promoted" CHECK ("explore_cell_arms"."state" <> 'promoted' or "explore_cell_arms"."share" = 1),
	CONSTRAINT "explore_cell_arms_killed" CHECK ("explore_cell_arms"."state" <> 'killed' or "explore_cell_arms"."share" = 0)
);
--> statement-breakpoint
ALTER TABLE "action_queue" DROP CONSTRAINT "action_queue_kind";--> statement-breakpoint
ALTER TABLE "bandit_decisions" ADD CONSTRAINT "bandit_decisions_workspace_id_action_id_action_queue_workspace_id_action_id_fk" FOREIGN KEY ("workspace_id","action_id") REFERENCES "public"."action_queue"("workspace_id","action_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "explore_cell_arms" ADD CONSTRAINT "explore_cell_arms_workspace_id_action_id_action_queue_workspace_id_action_id_fk" FOREIGN KEY ("workspace_id","action_id") REFERENCES "public"."action_queue"("workspace_id","action_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bandit_decisions_cell" ON "bandit_decisions" USING btree ("workspace_id","cell");--> statement-breakpoint
ALTER TABLE "action_queue" ADD CONSTRAINT "action_queue_kind" CHECK ("action_queue"."kind" in ('experiment.decide', 'experiment.rollback', 'bandit.decide', 'bandit.rollback'));