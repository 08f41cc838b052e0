-- What a unit was given is written once. The only change is its first exposure, from nothing to an instant.

CREATE FUNCTION gw_assignment_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE seen timestamptz := NEW.exposed_at;
BEGIN
  IF OLD.exposed_at IS NOT NULL AND seen IS DISTINCT FROM OLD.exposed_at THEN
    PERFORM gw_refuse('GW001', 'assigned_once', 'the first exposure of a unit can not be changed');
  END IF;
  NEW.exposed_at := OLD.exposed_at;
  IF NEW IS DISTINCT FROM OLD THEN
    PERFORM gw_refuse('GW001', 'assigned_once', 'what a unit was given can not be changed');
  END IF;
  NEW.exposed_at := seen;
  RETURN NEW;
END $$;
CREATE TRIGGER ab_assignments_once BEFORE UPDATE ON ab_assignments FOR EACH ROW EXECUTE FUNCTION gw_assignment_update();
CREATE TRIGGER ab_assignments_no_delete BEFORE DELETE ON ab_assignments FOR EACH ROW EXECUTE FUNCTION gw_forbid();
CREATE TRIGGER ab_assignments_no_truncate BEFORE TRUNCATE ON ab_assignments FOR EACH STATEMENT EXECUTE FUNCTION gw_forbid();

-- A design is fixed once its experiment has started.
CREATE FUNCTION gw_experiment_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'draft' AND (NEW.version, NEW.flag, NEW.unit, NEW.started_at)
     IS DISTINCT FROM (OLD.version, OLD.flag, OLD.unit, OLD.started_at) THEN
    PERFORM gw_refuse('GW010', 'design_fixed', 'the design of an experiment that has started can not be changed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ab_experiments_fixed BEFORE UPDATE ON ab_experiments FOR EACH ROW EXECUTE FUNCTION gw_experiment_update();
