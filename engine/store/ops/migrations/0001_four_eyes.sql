-- What the database itself refuses, whoever writes to it. Each refusal has an SQLSTATE of class GW and names its rule
-- as the constraint. A row that is sent again unchanged is left as it is.

CREATE FUNCTION gw_refuse(code text, rule text, reason text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', reason USING ERRCODE = code, CONSTRAINT = rule;
END $$;

CREATE FUNCTION gw_is_remote() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM store_role WHERE role = 'projection')
$$;

-- Append only -------------------------------------------------------------------------------------------------------

CREATE FUNCTION gw_forbid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM gw_refuse('GW001', 'append_only', format('%s of %s is not allowed', lower(TG_OP), TG_TABLE_NAME));
  RETURN NULL;
END $$;

CREATE FUNCTION gw_forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    PERFORM gw_refuse('GW001', 'append_only', format('update of %s is not allowed', TG_TABLE_NAME));
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events FOR EACH ROW EXECUTE FUNCTION gw_forbid();
CREATE TRIGGER audit_checkpoints_no_update BEFORE UPDATE ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION gw_forbid();
CREATE TRIGGER creative_publish_log_no_update BEFORE UPDATE ON creative_publish_log FOR EACH ROW EXECUTE FUNCTION gw_forbid();
CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts FOR EACH ROW EXECUTE FUNCTION gw_forbid();
CREATE TRIGGER members_no_change BEFORE UPDATE ON members FOR EACH ROW EXECUTE FUNCTION gw_forbid_change();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_events', 'audit_checkpoints', 'creative_publish_log', 'receipts', 'members',
                              'proposals', 'approvals', 'creative_publish_queue', 'caps'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION gw_forbid()',
                   name || '_no_delete', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION gw_forbid()',
                   name || '_no_truncate', name);
  END LOOP;
END $$;

-- The audit chain ---------------------------------------------------------------------------------------------------

CREATE FUNCTION gw_audit_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held text;
  last_seq bigint;
  last_hash text;
  body json;
BEGIN
  SELECT hash INTO held FROM audit_events WHERE workspace_id = NEW.workspace_id AND seq = NEW.seq;
  IF held = NEW.hash THEN RETURN NULL; END IF;
  IF held IS NOT NULL THEN
    PERFORM gw_refuse('GW008', 'audit_chain', format('audit entry %s is already here with another hash', NEW.seq));
  END IF;
  SELECT seq, hash INTO last_seq, last_hash
    FROM audit_events WHERE workspace_id = NEW.workspace_id ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last_seq, 0) + 1 OR NEW.prev <> coalesce(last_hash, repeat('0', 64)) THEN
    PERFORM gw_refuse('GW008', 'audit_chain',
      format('audit entry %s does not follow entry %s', NEW.seq, coalesce(last_seq, 0)));
  END IF;
  IF NEW.hash <> encode(sha256(convert_to(
      E'growth-workbench/journal/1\n' || NEW.prev || E'\n' || NEW.body, 'UTF8')), 'hex') THEN
    PERFORM gw_refuse('GW008', 'audit_chain', format('the content of audit entry %s does not match its hash', NEW.seq));
  END IF;
  body := NEW.body::json;
  IF (body ->> 'seq')::bigint IS DISTINCT FROM NEW.seq
     OR (body ->> 'at')::timestamptz IS DISTINCT FROM NEW.at
     OR (body ->> 'actor') IS DISTINCT FROM NEW.actor
     OR (body #>> '{event,type}') IS DISTINCT FROM NEW.type THEN
    PERFORM gw_refuse('GW008', 'audit_chain', format('audit entry %s is not what its body says', NEW.seq));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION gw_audit_insert();

-- Caps and the kill switch come from the chain and from nowhere else.
CREATE FUNCTION gw_audit_controls() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE event json := (NEW.body::json) -> 'event';
BEGIN
  IF NEW.type = 'caps.set' THEN
    INSERT INTO caps (workspace_id, per_day_minor, two_approvers_above_minor, currency, seq)
    VALUES (NEW.workspace_id, (event #>> '{caps,perDay,minor}')::bigint,
            (event #>> '{caps,twoApproversAbove,minor}')::bigint, event #>> '{caps,perDay,currency}', NEW.seq)
    ON CONFLICT (workspace_id) DO UPDATE SET
      per_day_minor = excluded.per_day_minor, two_approvers_above_minor = excluded.two_approvers_above_minor,
      currency = excluded.currency, seq = excluded.seq;
  ELSIF NEW.type = 'kill_switch.set' THEN
    INSERT INTO feature_flags (workspace_id, key, enabled, note, changed_at)
    VALUES (NEW.workspace_id, 'kill_switch', (event ->> 'on')::boolean, event ->> 'reason', NEW.at)
    ON CONFLICT (workspace_id, key) DO UPDATE SET
      enabled = excluded.enabled, note = excluded.note, changed_at = excluded.changed_at;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_events_controls AFTER INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION gw_audit_controls();

CREATE FUNCTION gw_controls_from_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    PERFORM gw_refuse('GW001', 'controls_from_chain', format('%s is written from the audit chain only', TG_TABLE_NAME));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER caps_from_chain BEFORE INSERT OR UPDATE ON caps FOR EACH ROW EXECUTE FUNCTION gw_controls_from_chain();
CREATE TRIGGER kill_switch_from_chain BEFORE INSERT OR UPDATE ON feature_flags FOR EACH ROW
  WHEN (NEW.key = 'kill_switch') EXECUTE FUNCTION gw_controls_from_chain();

-- Proposals and approvals -------------------------------------------------------------------------------------------

CREATE FUNCTION gw_proposal_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.workspace_id, NEW.id, NEW.proposer_id, NEW.fingerprint, NEW.expires_at, NEW.stake_per_day_minor, NEW.currency,
      NEW.approvals_needed, NEW.document::text)
     IS DISTINCT FROM
     (OLD.workspace_id, OLD.id, OLD.proposer_id, OLD.fingerprint, OLD.expires_at, OLD.stake_per_day_minor, OLD.currency,
      OLD.approvals_needed, OLD.document::text) THEN
    PERFORM gw_refuse('GW010', 'proposal_changed', 'a proposal can not be changed after it was made');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposals_fixed BEFORE UPDATE ON proposals FOR EACH ROW EXECUTE FUNCTION gw_proposal_update();

CREATE FUNCTION gw_approval_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  p proposals%ROWTYPE;
  held approvals%ROWTYPE;
BEGIN
  SELECT * INTO held FROM approvals WHERE workspace_id = NEW.workspace_id AND id = NEW.id;
  IF FOUND THEN
    NEW.used_by := held.used_by;
    IF NEW IS DISTINCT FROM held THEN
      PERFORM gw_refuse('GW010', 'approval_changed', 'an approval can not be changed after it was given');
    END IF;
    RETURN NULL;
  END IF;
  SELECT * INTO p FROM proposals WHERE workspace_id = NEW.workspace_id AND id = NEW.proposal_id;
  IF NEW.approver_id = p.proposer_id THEN
    PERFORM gw_refuse('GW002', 'four_eyes', 'the proposer can not approve');
  END IF;
  IF NEW.fingerprint <> p.fingerprint THEN
    PERFORM gw_refuse('GW003', 'fingerprint', 'the approval is of another fingerprint than the proposal');
  END IF;
  IF NEW.used_by IS NOT NULL THEN
    PERFORM gw_refuse('GW005', 'single_use', 'an approval can not be given as used');
  END IF;
  IF gw_is_remote() THEN
    IF NEW.expires_at <= now() OR NEW.expires_at > p.expires_at THEN
      PERFORM gw_refuse('GW004', 'expired', 'the approval has expired');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM members WHERE workspace_id = NEW.workspace_id AND id = NEW.approver_id
                   AND role IN ('approver', 'admin')) THEN
      PERFORM gw_refuse('GW002', 'approver_role', 'the member may not approve');
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approvals_valid BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION gw_approval_insert();

CREATE FUNCTION gw_approval_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE used uuid := NEW.used_by;
BEGIN
  IF OLD.used_by IS NOT NULL AND used IS DISTINCT FROM OLD.used_by THEN
    PERFORM gw_refuse('GW005', 'single_use', 'the approval has been used');
  END IF;
  IF pg_trigger_depth() < 2 AND used IS DISTINCT FROM OLD.used_by THEN
    PERFORM gw_refuse('GW005', 'single_use', 'only the queue uses an approval');
  END IF;
  NEW.used_by := OLD.used_by;
  IF NEW IS DISTINCT FROM OLD THEN
    PERFORM gw_refuse('GW010', 'approval_changed', 'an approval can not be changed after it was given');
  END IF;
  NEW.used_by := used;
  RETURN NEW;
END $$;
CREATE TRIGGER approvals_fixed BEFORE UPDATE ON approvals FOR EACH ROW EXECUTE FUNCTION gw_approval_update();

-- The queue ---------------------------------------------------------------------------------------------------------

-- Money per day that queued publications may be spending.
CREATE FUNCTION gw_committed(workspace uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(per_day_minor), 0)::bigint FROM creative_publish_queue
  WHERE workspace_id = workspace AND kind = 'creative.publish'
    AND status NOT IN ('discarded', 'rolled_back', 'superseded')
    AND NOT (status = 'dead_letter' AND NOT has_effect)
$$;

-- Whether a publication may spend now, by the clock, kill switch, cap and spending of this database. `committed` is what
-- other publications may be spending. Returns how many approvals it needs by the threshold of now.
CREATE FUNCTION gw_judge_spend(q creative_publish_queue, proposal_expires timestamptz, committed bigint)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE cap caps%ROWTYPE;
BEGIN
  IF proposal_expires <= now() THEN
    PERFORM gw_refuse('GW004', 'expired', 'the proposal has expired');
  END IF;
  IF EXISTS (SELECT 1 FROM feature_flags WHERE workspace_id = q.workspace_id AND key = 'kill_switch' AND enabled) THEN
    PERFORM gw_refuse('GW009', 'kill_switch', 'the kill switch is on');
  END IF;
  SELECT * INTO cap FROM caps WHERE workspace_id = q.workspace_id;
  IF NOT FOUND OR cap.currency <> q.currency THEN
    PERFORM gw_refuse('GW007', 'cap', 'there is no cap in this currency');
  END IF;
  IF committed + q.per_day_minor > cap.per_day_minor THEN
    PERFORM gw_refuse('GW007', 'cap', format('%s a day is over the cap of %s with %s already committed (minor units of %s)',
      q.per_day_minor, cap.per_day_minor, committed, cap.currency));
  END IF;
  RETURN CASE WHEN q.per_day_minor > cap.two_approvers_above_minor THEN 2 ELSE 1 END;
END $$;

CREATE FUNCTION gw_queue_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  remote boolean := gw_is_remote();
  held creative_publish_queue%ROWTYPE;
  p proposals%ROWTYPE;
  needed integer;
  given integer;
BEGIN
  -- One claim of a workspace at a time, so that two can not both count the same room under the cap.
  PERFORM 1 FROM caps WHERE workspace_id = NEW.workspace_id FOR UPDATE;
  SELECT * INTO held FROM creative_publish_queue
    WHERE workspace_id = NEW.workspace_id AND action_id = NEW.action_id;
  IF FOUND THEN
    IF held.fingerprint <> NEW.fingerprint THEN
      PERFORM gw_refuse('GW003', 'fingerprint', 'the action is queued with another fingerprint');
    END IF;
    -- Tried again with nothing made: its room may have gone to others meanwhile. What has begun is to be finished.
    IF remote AND held.kind = 'creative.publish' AND NOT held.has_effect THEN
      SELECT * INTO p FROM proposals WHERE workspace_id = held.workspace_id AND id = held.proposal_id;
      PERFORM gw_judge_spend(held, p.expires_at, gw_committed(held.workspace_id)
        - CASE WHEN held.status IN ('discarded', 'rolled_back', 'superseded', 'dead_letter') THEN 0
               ELSE held.per_day_minor END);
    END IF;
    RETURN NULL;
  END IF;

  IF NEW.kind = 'creative.rollback' THEN
    IF NEW.per_day_minor <> 0 OR NEW.proposal_id IS NOT NULL OR NEW.of_action_id IS NULL
       OR NEW.payload ->> 'kind' IS DISTINCT FROM NEW.kind THEN
      PERFORM gw_refuse('GW006', 'rollback', 'a rollback spends nothing and names the action it takes back');
    END IF;
    RETURN NEW;
  END IF;

  SELECT * INTO p FROM proposals WHERE workspace_id = NEW.workspace_id AND id = NEW.proposal_id FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM gw_refuse('GW006', 'approvals', 'a publication needs an approved proposal');
  END IF;
  IF NEW.fingerprint <> p.fingerprint OR NEW.kind <> p.kind
     OR NEW.action_id::text IS DISTINCT FROM lower(p.document ->> 'actionId')
     OR NEW.per_day_minor <> p.stake_per_day_minor OR NEW.currency <> p.currency THEN
    PERFORM gw_refuse('GW003', 'fingerprint', 'the action is not what the proposal says');
  END IF;
  needed := p.approvals_needed;

  IF remote THEN
    IF NEW.payload::jsonb IS DISTINCT FROM (p.document -> 'payload')::jsonb THEN
      PERFORM gw_refuse('GW003', 'fingerprint', 'the payload is not the one of the proposal');
    END IF;
    needed := greatest(needed, gw_judge_spend(NEW, p.expires_at, gw_committed(NEW.workspace_id)));
  END IF;

  PERFORM 1 FROM approvals WHERE workspace_id = NEW.workspace_id AND id = ANY (NEW.approval_ids) ORDER BY id FOR UPDATE;
  IF EXISTS (SELECT 1 FROM approvals WHERE workspace_id = NEW.workspace_id AND id = ANY (NEW.approval_ids)
             AND used_by IS NOT NULL) THEN
    PERFORM gw_refuse('GW005', 'single_use', 'an approval has been used for another action');
  END IF;
  IF remote AND EXISTS (SELECT 1 FROM approvals WHERE workspace_id = NEW.workspace_id AND id = ANY (NEW.approval_ids)
                        AND expires_at <= now()) THEN
    PERFORM gw_refuse('GW004', 'expired', 'an approval has expired');
  END IF;
  SELECT count(DISTINCT approver_id) INTO given FROM approvals
    WHERE workspace_id = NEW.workspace_id AND id = ANY (NEW.approval_ids)
      AND proposal_id = p.id AND fingerprint = p.fingerprint AND approver_id <> p.proposer_id;
  IF given < needed THEN
    PERFORM gw_refuse('GW006', 'approvals', format('%s of %s approvals are there', given, needed));
  END IF;
  UPDATE approvals SET used_by = NEW.action_id
    WHERE workspace_id = NEW.workspace_id AND id = ANY (NEW.approval_ids) AND proposal_id = p.id;
  RETURN NEW;
END $$;
CREATE TRIGGER creative_publish_queue_approved BEFORE INSERT ON creative_publish_queue FOR EACH ROW
  EXECUTE FUNCTION gw_queue_insert();

CREATE FUNCTION gw_queue_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.workspace_id, NEW.action_id, NEW.kind, NEW.platform, NEW.proposal_id, NEW.of_action_id, NEW.approval_ids,
      NEW.fingerprint, NEW.payload::text, NEW.per_day_minor, NEW.currency, NEW.queued_at)
     IS DISTINCT FROM
     (OLD.workspace_id, OLD.action_id, OLD.kind, OLD.platform, OLD.proposal_id, OLD.of_action_id, OLD.approval_ids,
      OLD.fingerprint, OLD.payload::text, OLD.per_day_minor, OLD.currency, OLD.queued_at) THEN
    PERFORM gw_refuse('GW010', 'queue_changed', 'a queued action can not be changed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER creative_publish_queue_fixed BEFORE UPDATE ON creative_publish_queue FOR EACH ROW
  EXECUTE FUNCTION gw_queue_update();
