ALTER TABLE "experiment_decisions" ADD COLUMN "audience" json;--> statement-breakpoint
ALTER TABLE "experiment_decisions" ADD COLUMN "previous_audience" json;--> statement-breakpoint
ALTER TABLE "feature_flags" ADD COLUMN "audience" json;
--> statement-breakpoint
-- A decision says whom it is for; the database holds to that as it does to the value.

-- Writes the value and whom it is for, once an action, exactly as it was approved.
CREATE OR REPLACE FUNCTION gw_decision_insert() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF (NEW.experiment_key, NEW.design_version::text, NEW.outcome, NEW.variation, NEW.flag, NEW.value::jsonb,
      NEW.audience::jsonb)
     IS DISTINCT FROM
     (q.payload ->> 'experimentKey', q.payload ->> 'designVersion', q.payload ->> 'outcome', q.payload ->> 'variation',
      q.payload ->> 'flag', (q.payload -> 'value')::jsonb,
      NULLIF((q.payload -> 'audience')::jsonb, 'null'::jsonb)) THEN
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
  NEW.previous_audience := f.audience;
  NEW.taken_back_by := NULL;
  NEW.taken_back_at := NULL;
  INSERT INTO feature_flags (workspace_id, key, enabled, note, changed_at, value, audience, action_id)
  VALUES (NEW.workspace_id, NEW.flag, true, '', NEW.decided_at, NEW.value, NEW.audience, NEW.action_id)
  ON CONFLICT (workspace_id, key) DO UPDATE SET
    value = excluded.value, audience = excluded.audience, action_id = excluded.action_id, changed_at = excluded.changed_at;
  RETURN NEW;
END $$;

-- Only a queued rollback takes a decision back, once, and only the last one on its flag.
CREATE OR REPLACE FUNCTION gw_decision_update() RETURNS trigger LANGUAGE plpgsql AS $$
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
    UPDATE feature_flags SET value = OLD.previous_value, audience = OLD.previous_audience,
        action_id = OLD.previous_action_id, changed_at = at
      WHERE workspace_id = OLD.workspace_id AND key = OLD.flag;
  ELSE
    DELETE FROM feature_flags WHERE workspace_id = OLD.workspace_id AND key = OLD.flag;
  END IF;
  NEW.taken_back_by := rollback;
  NEW.taken_back_at := at;
  RETURN NEW;
END $$;

DROP TRIGGER flag_value_inserted ON feature_flags;
DROP TRIGGER flag_value_updated ON feature_flags;
CREATE TRIGGER flag_value_inserted BEFORE INSERT ON feature_flags FOR EACH ROW
  WHEN (NEW.value IS NOT NULL OR NEW.audience IS NOT NULL OR NEW.action_id IS NOT NULL) EXECUTE FUNCTION gw_flag_from_decision();
CREATE TRIGGER flag_value_updated BEFORE UPDATE ON feature_flags FOR EACH ROW
  WHEN (NEW.value::text IS DISTINCT FROM OLD.value::text OR NEW.audience::text IS DISTINCT FROM OLD.audience::text
    OR NEW.action_id IS DISTINCT FROM OLD.action_id)
  EXECUTE FUNCTION gw_flag_from_decision();
