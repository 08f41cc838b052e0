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
--> statement-breakpoint
-- What the database itself refuses about decisions over the arms of explore cells, as 0002_decisions.sql does about
-- experiments. GW011: the cell or the arm is decided otherwise.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['bandit_decisions', 'explore_cell_arms'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION gw_forbid()',
                   name || '_no_truncate', name);
  END LOOP;
END $$;
CREATE TRIGGER bandit_decisions_no_delete BEFORE DELETE ON bandit_decisions FOR EACH ROW EXECUTE FUNCTION gw_forbid();

-- The queue of 0002_decisions.sql, with a rollback for each kind of decision.
CREATE OR REPLACE FUNCTION gw_action_queue_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  remote boolean := gw_is_remote();
  held action_queue%ROWTYPE;
  p proposals%ROWTYPE;
BEGIN
  SELECT * INTO held FROM action_queue WHERE workspace_id = NEW.workspace_id AND action_id = NEW.action_id;
  IF FOUND THEN
    IF held.fingerprint <> NEW.fingerprint THEN
      PERFORM gw_refuse('GW003', 'fingerprint', 'the action is queued with another fingerprint');
    END IF;
    -- Tried again with nothing done: judged anew. What has begun is to be finished.
    IF remote AND held.proposal_id IS NOT NULL AND NOT held.has_effect THEN
      SELECT * INTO p FROM proposals WHERE workspace_id = held.workspace_id AND id = held.proposal_id;
      PERFORM gw_judge_time(held.workspace_id, p.expires_at);
    END IF;
    RETURN NULL;
  END IF;

  IF NEW.kind IN ('experiment.rollback', 'bandit.rollback') THEN
    IF NEW.proposal_id IS NOT NULL OR NEW.payload ->> 'kind' IS DISTINCT FROM NEW.kind
       OR NOT EXISTS (SELECT 1 FROM action_queue WHERE workspace_id = NEW.workspace_id
                      AND action_id = NEW.of_action_id AND kind = replace(NEW.kind, '.rollback', '.decide')) THEN
      PERFORM gw_refuse('GW006', 'rollback', 'a rollback names the decision it takes back');
    END IF;
    RETURN NEW;
  END IF;

  SELECT * INTO p FROM proposals WHERE workspace_id = NEW.workspace_id AND id = NEW.proposal_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM gw_refuse('GW006', 'approvals', 'a decision needs an approved proposal');
  END IF;
  IF NEW.fingerprint <> p.fingerprint OR NEW.kind <> p.kind OR p.stake_per_day_minor <> 0
     OR NEW.action_id::text IS DISTINCT FROM lower(p.document ->> 'actionId') THEN
    PERFORM gw_refuse('GW003', 'fingerprint', 'the action is not what the proposal says');
  END IF;
  IF remote THEN
    IF NEW.payload::jsonb IS DISTINCT FROM (p.document -> 'payload')::jsonb THEN
      PERFORM gw_refuse('GW003', 'fingerprint', 'the payload is not the one of the proposal');
    END IF;
    PERFORM gw_judge_time(NEW.workspace_id, p.expires_at);
  END IF;
  PERFORM gw_use_approvals(p, NEW.action_id, NEW.approval_ids, greatest(p.approvals_needed, 1));
  RETURN NEW;
END $$;

-- Decisions over arms -----------------------------------------------------------------------------------------------

-- The last decision on a cell that stands; null before any. Each remembers the one before it.
CREATE FUNCTION gw_standing_on_cell(workspace uuid, of_cell text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT d.action_id FROM bandit_decisions d
  WHERE d.workspace_id = workspace AND d.cell = of_cell AND d.action_id IS NOT NULL AND d.taken_back_by IS NULL
    AND NOT EXISTS (SELECT 1 FROM bandit_decisions later WHERE later.workspace_id = workspace AND later.cell = of_cell
                    AND later.previous_action_id = d.action_id AND later.taken_back_by IS NULL)
$$;

-- Shares the traffic of a cell, once an action, exactly as it was approved. A projection holds what the journal holds.
CREATE FUNCTION gw_arm_decision_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  q action_queue%ROWTYPE;
  p proposals%ROWTYPE;
  standing uuid;
BEGIN
  IF NOT gw_is_remote() THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.workspace_id::text || '/cell/' || NEW.cell, 0));
  SELECT * INTO q FROM action_queue WHERE workspace_id = NEW.workspace_id AND action_id = NEW.id FOR UPDATE;
  IF NOT FOUND OR q.kind <> 'bandit.decide' THEN
    PERFORM gw_refuse('GW006', 'approvals', 'a decision needs an approved action');
  END IF;
  IF (NEW.cell, NEW.cell_version::text, NEW.decision, NEW.arm, to_char(NEW.data_through, 'YYYY-MM-DD'), NEW.shares::jsonb)
     IS DISTINCT FROM
     (q.payload ->> 'cell', q.payload ->> 'cellVersion', q.payload ->> 'outcome', q.payload ->> 'arm',
      q.payload ->> 'dataThrough', (q.payload -> 'shares')::jsonb) THEN
    PERFORM gw_refuse('GW003', 'fingerprint', 'the decision is not what was approved');
  END IF;
  -- The same again changes nothing, whatever became of it since.
  IF EXISTS (SELECT 1 FROM bandit_decisions WHERE workspace_id = NEW.workspace_id AND id = NEW.id) THEN
    RETURN NULL;
  END IF;
  IF q.status IN ('discarded', 'rolled_back', 'superseded') THEN
    PERFORM gw_refuse('GW010', 'given_up', format('the action is %s', replace(q.status, '_', ' ')));
  END IF;
  IF EXISTS (SELECT 1 FROM explore_cell_arms a JOIN json_to_recordset(NEW.shares) AS s(arm text) ON s.arm = a.arm
             WHERE a.workspace_id = NEW.workspace_id AND a.cell = NEW.cell AND a.state <> 'active') THEN
    PERFORM gw_refuse('GW011', 'decided', 'the arm has been decided by another action');
  END IF;
  SELECT * INTO p FROM proposals WHERE workspace_id = q.workspace_id AND id = q.proposal_id;
  standing := gw_standing_on_cell(NEW.workspace_id, NEW.cell);
  IF p.document #>> '{before,armsAction}' IS DISTINCT FROM standing::text THEN
    PERFORM gw_refuse('GW011', 'arms_changed', 'the cell has been decided otherwise since this was planned');
  END IF;
  NEW.action_id := NEW.id;
  NEW.state := 'done';
  NEW.proposal_id := p.id;
  NEW.decided_by := p.proposer_id;
  NEW.previous_action_id := standing;
  NEW.taken_back_by := NULL;
  NEW.taken_back_at := NULL;
  SELECT coalesce(json_agg(json_build_object('arm', a.arm, 'state', a.state, 'share', a.share, 'action', a.action_id)), '[]')
    INTO NEW.previous_arms
    FROM explore_cell_arms a JOIN json_to_recordset(NEW.shares) AS s(arm text) ON s.arm = a.arm
    WHERE a.workspace_id = NEW.workspace_id AND a.cell = NEW.cell;
  INSERT INTO explore_cell_arms (workspace_id, cell, arm, state, share, action_id, changed_at)
  SELECT NEW.workspace_id, NEW.cell, s.arm,
         CASE WHEN s.arm = NEW.arm AND NEW.decision = 'promote' THEN 'promoted'
              WHEN s.arm = NEW.arm OR NEW.decision = 'promote' THEN 'killed'
              ELSE 'active' END,
         s.share, NEW.id, NEW.decided_at
  FROM json_to_recordset(NEW.shares) AS s(arm text, share double precision)
  ON CONFLICT (workspace_id, cell, arm) DO UPDATE SET
    state = excluded.state, share = excluded.share, action_id = excluded.action_id, changed_at = excluded.changed_at;
  RETURN NEW;
END $$;
CREATE TRIGGER bandit_decisions_approved BEFORE INSERT ON bandit_decisions FOR EACH ROW
  EXECUTE FUNCTION gw_arm_decision_insert();

-- Only a queued rollback takes a decision back, once, and only the last one on its cell.
CREATE FUNCTION gw_arm_decision_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rollback uuid := NEW.taken_back_by;
  at timestamptz := NEW.taken_back_at;
BEGIN
  IF NOT gw_is_remote() THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(OLD.workspace_id::text || '/cell/' || OLD.cell, 0));
  NEW.taken_back_by := OLD.taken_back_by;
  NEW.taken_back_at := OLD.taken_back_at;
  IF (NEW.*)::text IS DISTINCT FROM (OLD.*)::text THEN
    PERFORM gw_refuse('GW010', 'decision_changed', 'a decision can not be changed after it was made');
  END IF;
  IF OLD.taken_back_by IS NOT NULL THEN
    IF rollback IS DISTINCT FROM OLD.taken_back_by THEN
      PERFORM gw_refuse('GW005', 'single_use', 'the decision has been taken back by another action');
    END IF;
    RETURN NULL;
  END IF;
  IF rollback IS NULL OR at IS NULL OR NOT EXISTS (
      SELECT 1 FROM action_queue WHERE workspace_id = OLD.workspace_id AND action_id = rollback
        AND kind = 'bandit.rollback' AND of_action_id = OLD.id) THEN
    PERFORM gw_refuse('GW006', 'rollback', 'only a queued rollback takes a decision back');
  END IF;
  IF gw_standing_on_cell(OLD.workspace_id, OLD.cell) IS DISTINCT FROM OLD.id THEN
    PERFORM gw_refuse('GW011', 'decided', 'a later decision says how the cell is shared');
  END IF;
  DELETE FROM explore_cell_arms WHERE workspace_id = OLD.workspace_id AND cell = OLD.cell
    AND arm IN (SELECT s.arm FROM json_to_recordset(OLD.shares) AS s(arm text));
  INSERT INTO explore_cell_arms (workspace_id, cell, arm, state, share, action_id, changed_at)
  SELECT OLD.workspace_id, OLD.cell, b.arm, b.state, b.share, b.action, at
  FROM json_to_recordset(OLD.previous_arms) AS b(arm text, state text, share double precision, action uuid);
  NEW.taken_back_by := rollback;
  NEW.taken_back_at := at;
  NEW.state := 'taken_back';
  RETURN NEW;
END $$;
CREATE TRIGGER bandit_decisions_fixed BEFORE UPDATE ON bandit_decisions FOR EACH ROW
  EXECUTE FUNCTION gw_arm_decision_update();

-- How a cell is shared changes by a decision and in no other way.
CREATE FUNCTION gw_arms_from_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    PERFORM gw_refuse('GW001', 'arms_from_decision', 'how a cell is shared is written by a decision only');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER explore_cell_arms_by_decision BEFORE INSERT OR UPDATE OR DELETE ON explore_cell_arms FOR EACH ROW
  EXECUTE FUNCTION gw_arms_from_decision();
