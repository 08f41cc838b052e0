CREATE TABLE "action_log" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"action_id" uuid NOT NULL,
	"status" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "action_log_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "action_queue" (
	"workspace_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"platform" text NOT NULL,
	"proposal_id" uuid,
	"of_action_id" uuid,
	"approval_ids" uuid[] NOT NULL,
	"fingerprint" char(64) NOT NULL,
	"payload" json NOT NULL,
	"status" text NOT NULL,
	"has_effect" boolean DEFAULT true NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "action_queue_workspace_id_action_id_pk" PRIMARY KEY("workspace_id","action_id"),
	CONSTRAINT "action_queue_once_per_proposal" UNIQUE("workspace_id","proposal_id"),
	CONSTRAINT "action_queue_kind" CHECK ("action_queue"."kind" in ('experiment.decide', 'experiment.rollback')),
	CONSTRAINT "action_queue_status" CHECK ("action_queue"."status" in ('journaled', 'validating', 'dispatching', 'outcome_unknown', 'reconciling', 'confirmed', 'dead_letter', 'discarded', 'rolled_back', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "experiment_decisions" (
	"workspace_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"experiment_key" text NOT NULL,
	"design_version" integer NOT NULL,
	"outcome" text NOT NULL,
	"variation" text NOT NULL,
	"flag" text NOT NULL,
	"value" json NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"previous_action_id" uuid,
	"previous_value" json,
	"previously_there" boolean DEFAULT false NOT NULL,
	"taken_back_by" uuid,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "experiment_decisions_workspace_id_action_id_pk" PRIMARY KEY("workspace_id","action_id"),
	CONSTRAINT "experiment_decisions_outcome" CHECK ("experiment_decisions"."outcome" in ('ship', 'roll_back'))
);
--> statement-breakpoint
ALTER TABLE "receipts" DROP CONSTRAINT "receipts_workspace_id_action_id_creative_publish_queue_workspace_id_action_id_fk";
--> statement-breakpoint
ALTER TABLE "feature_flags" ADD COLUMN "value" json;--> statement-breakpoint
ALTER TABLE "feature_flags" ADD COLUMN "action_id" uuid;--> statement-breakpoint
ALTER TABLE "action_log" ADD CONSTRAINT "action_log_workspace_id_action_id_action_queue_workspace_id_action_id_fk" FOREIGN KEY ("workspace_id","action_id") REFERENCES "public"."action_queue"("workspace_id","action_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "experiment_decisions" ADD CONSTRAINT "experiment_decisions_workspace_id_action_id_action_queue_workspace_id_action_id_fk" FOREIGN KEY ("workspace_id","action_id") REFERENCES "public"."action_queue"("workspace_id","action_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "action_log_action" ON "action_log" USING btree ("workspace_id","action_id","at");--> statement-breakpoint
CREATE INDEX "experiment_decisions_experiment" ON "experiment_decisions" USING btree ("workspace_id","experiment_key");
--> statement-breakpoint
-- What the database itself refuses about decisions over experiments, as 0001_four_eyes.sql does about publications.
-- GW011: the flag or the experiment is decided otherwise.

CREATE TRIGGER action_log_no_update BEFORE UPDATE ON action_log FOR EACH ROW EXECUTE FUNCTION gw_forbid();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['action_queue', 'action_log', 'experiment_decisions'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION gw_forbid()',
                   name || '_no_delete', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION gw_forbid()',
                   name || '_no_truncate', name);
  END LOOP;
END $$;

-- The queue ---------------------------------------------------------------------------------------------------------

-- Uses the approvals of an action, once; refuses too few, expired or used ones.
CREATE FUNCTION gw_use_approvals(p proposals, action uuid, ids uuid[], needed integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE given integer;
BEGIN
  PERFORM 1 FROM approvals WHERE workspace_id = p.workspace_id AND id = ANY (ids) ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM approvals WHERE workspace_id = p.workspace_id AND id = ANY (ids) AND used_by IS NOT NULL) THEN
    PERFORM gw_refuse('GW005', 'single_use', 'an approval has been used for another action');
  END IF;
  IF gw_is_remote() AND EXISTS (SELECT 1 FROM approvals WHERE workspace_id = p.workspace_id AND id = ANY (ids)
                                AND expires_at <= now()) THEN
    PERFORM gw_refuse('GW004', 'expired', 'an approval has expired');
  END IF;
  SELECT count(DISTINCT approver_id) INTO given FROM approvals
    WHERE workspace_id = p.workspace_id AND id = ANY (ids)
      AND proposal_id = p.id AND fingerprint = p.fingerprint AND approver_id <> p.proposer_id;
  IF given < needed THEN
    PERFORM gw_refuse('GW006', 'approvals', format('%s of %s approvals are there', given, needed));
  END IF;
  UPDATE approvals SET used_by = action WHERE workspace_id = p.workspace_id AND id = ANY (ids) AND proposal_id = p.id;
END $$;

-- Whether something that was approved may go out now, by the clock and kill switch of this database.
CREATE FUNCTION gw_judge_time(workspace uuid, proposal_expires timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF proposal_expires <= now() THEN
    PERFORM gw_refuse('GW004', 'expired', 'the proposal has expired');
  END IF;
  IF EXISTS (SELECT 1 FROM feature_flags WHERE workspace_id = workspace AND key = 'kill_switch' AND enabled) THEN
    PERFORM gw_refuse('GW009', 'kill_switch', 'the kill switch is on');
  END IF;
END $$;

CREATE FUNCTION gw_action_queue_insert() RETURNS trigger LANGUAGE plpgsql AS $$
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

  IF NEW.kind = 'experiment.rollback' THEN
    IF NEW.proposal_id IS NOT NULL OR NEW.payload ->> 'kind' IS DISTINCT FROM NEW.kind
       OR NOT EXISTS (SELECT 1 FROM action_queue WHERE workspace_id = NEW.workspace_id
                      AND action_id = NEW.of_action_id AND kind = 'experiment.decide') THEN
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
CREATE TRIGGER action_queue_approved BEFORE INSERT ON action_queue FOR EACH ROW EXECUTE FUNCTION gw_action_queue_insert();

CREATE FUNCTION gw_action_queue_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.workspace_id, NEW.action_id, NEW.kind, NEW.platform, NEW.proposal_id, NEW.of_action_id, NEW.approval_ids,
      NEW.fingerprint, NEW.payload::text, NEW.queued_at)
     IS DISTINCT FROM
     (OLD.workspace_id, OLD.action_id, OLD.kind, OLD.platform, OLD.proposal_id, OLD.of_action_id, OLD.approval_ids,
      OLD.fingerprint, OLD.payload::text, OLD.queued_at) THEN
    PERFORM gw_refuse('GW010', 'queue_changed', 'a queued action can not be changed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER action_queue_fixed BEFORE UPDATE ON action_queue FOR EACH ROW EXECUTE FUNCTION gw_action_queue_update();

-- A receipt is of an action in one of the queues.
CREATE FUNCTION gw_receipt_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM creative_publish_queue WHERE workspace_id = NEW.workspace_id AND action_id = NEW.action_id)
     AND NOT EXISTS (SELECT 1 FROM action_queue WHERE workspace_id = NEW.workspace_id AND action_id = NEW.action_id) THEN
    PERFORM gw_refuse('GW006', 'receipt', 'a receipt needs a queued action');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipts_queued BEFORE INSERT ON receipts FOR EACH ROW EXECUTE FUNCTION gw_receipt_insert();

-- Decisions ---------------------------------------------------------------------------------------------------------

-- Writes what everybody gets, once an action, exactly as it was approved.
CREATE FUNCTION gw_decision_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  q action_queue%ROWTYPE;
  f feature_flags%ROWTYPE;
  planned text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.workspace_id::text || '/' || NEW.flag, 0));
  SELECT * INTO q FROM action_queue WHERE workspace_id = NEW.workspace_id AND action_id = NEW.action_id FOR UPDATE;
  IF NOT FOUND OR q.kind <> 'experiment.decide' THEN
    PERFORM gw_refuse('GW006', 'approvals', 'a decision needs an approved action');
  END IF;
  IF (NEW.experiment_key, NEW.design_version::text, NEW.outcome, NEW.variation, NEW.flag, NEW.value::jsonb)
     IS DISTINCT FROM
     (q.payload ->> 'experimentKey', q.payload ->> 'designVersion', q.payload ->> 'outcome', q.payload ->> 'variation',
      q.payload ->> 'flag', (q.payload -> 'value')::jsonb) THEN
    PERFORM gw_refuse('GW003', 'fingerprint', 'the decision is not what was approved');
  END IF;
  -- The same again changes nothing, whatever became of it since.
  IF EXISTS (SELECT 1 FROM experiment_decisions WHERE workspace_id = NEW.workspace_id AND action_id = NEW.action_id) THEN
    RETURN NULL;
  END IF;
  IF q.status IN ('discarded', 'rolled_back', 'superseded') THEN
    PERFORM gw_refuse('GW010', 'given_up', format('the action is %s', replace(q.status, '_', ' ')));
  END IF;
  IF NEW.flag = 'kill_switch' THEN
    PERFORM gw_refuse('GW001', 'controls_from_chain', 'the kill switch is no flag of an experiment');
  END IF;
  IF EXISTS (SELECT 1 FROM experiment_decisions WHERE workspace_id = NEW.workspace_id
             AND experiment_key = NEW.experiment_key AND taken_back_by IS NULL) THEN
    PERFORM gw_refuse('GW011', 'decided', 'the experiment has been decided by another action');
  END IF;
  SELECT * INTO f FROM feature_flags WHERE workspace_id = NEW.workspace_id AND key = NEW.flag FOR UPDATE;
  NEW.previously_there := FOUND;
  SELECT document #>> '{before,flagAction}' INTO planned FROM proposals
    WHERE workspace_id = q.workspace_id AND id = q.proposal_id;
  IF planned IS DISTINCT FROM f.action_id::text THEN
    PERFORM gw_refuse('GW011', 'flag_changed', 'the flag has been decided otherwise since this was planned');
  END IF;
  NEW.previous_action_id := f.action_id;
  NEW.previous_value := f.value;
  NEW.taken_back_by := NULL;
  NEW.taken_back_at := NULL;
  INSERT INTO feature_flags (workspace_id, key, enabled, note, changed_at, value, action_id)
  VALUES (NEW.workspace_id, NEW.flag, true, '', NEW.decided_at, NEW.value, NEW.action_id)
  ON CONFLICT (workspace_id, key) DO UPDATE SET
    value = excluded.value, action_id = excluded.action_id, changed_at = excluded.changed_at;
  RETURN NEW;
END $$;
CREATE TRIGGER experiment_decisions_approved BEFORE INSERT ON experiment_decisions FOR EACH ROW
  EXECUTE FUNCTION gw_decision_insert();

-- Only a queued rollback takes a decision back, once, and only the last one on its flag.
CREATE FUNCTION gw_decision_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  f feature_flags%ROWTYPE;
  rollback uuid := NEW.taken_back_by;
  at timestamptz := NEW.taken_back_at;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(OLD.workspace_id::text || '/' || OLD.flag, 0));
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
        AND kind = 'experiment.rollback' AND of_action_id = OLD.action_id) THEN
    PERFORM gw_refuse('GW006', 'rollback', 'only a queued rollback takes a decision back');
  END IF;
  SELECT * INTO f FROM feature_flags WHERE workspace_id = OLD.workspace_id AND key = OLD.flag FOR UPDATE;
  IF f.action_id IS DISTINCT FROM OLD.action_id THEN
    PERFORM gw_refuse('GW011', 'decided', 'a later decision says what the flag is');
  END IF;
  IF OLD.previously_there OR f.changed_at <> OLD.decided_at THEN
    UPDATE feature_flags SET value = OLD.previous_value, action_id = OLD.previous_action_id, changed_at = at
      WHERE workspace_id = OLD.workspace_id AND key = OLD.flag;
  ELSE
    DELETE FROM feature_flags WHERE workspace_id = OLD.workspace_id AND key = OLD.flag;
  END IF;
  NEW.taken_back_by := rollback;
  NEW.taken_back_at := at;
  RETURN NEW;
END $$;
CREATE TRIGGER experiment_decisions_fixed BEFORE UPDATE ON experiment_decisions FOR EACH ROW
  EXECUTE FUNCTION gw_decision_update();

-- What everybody gets changes by a decision and in no other way.
CREATE FUNCTION gw_flag_from_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    PERFORM gw_refuse('GW001', 'flag_from_decision', 'what everybody gets is written by a decision only');
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER flag_value_inserted BEFORE INSERT ON feature_flags FOR EACH ROW
  WHEN (NEW.value IS NOT NULL OR NEW.action_id IS NOT NULL) EXECUTE FUNCTION gw_flag_from_decision();
CREATE TRIGGER flag_value_updated BEFORE UPDATE ON feature_flags FOR EACH ROW
  WHEN (NEW.value::text IS DISTINCT FROM OLD.value::text OR NEW.action_id IS DISTINCT FROM OLD.action_id)
  EXECUTE FUNCTION gw_flag_from_decision();
CREATE TRIGGER flag_value_deleted BEFORE DELETE ON feature_flags FOR EACH ROW
  WHEN (OLD.action_id IS NOT NULL) EXECUTE FUNCTION gw_flag_from_decision();
