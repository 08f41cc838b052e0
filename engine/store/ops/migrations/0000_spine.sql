CREATE TABLE "actions" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"proposal_id" uuid,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"fingerprint" char(64) NOT NULL,
	"stake_per_day_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"journaled_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"failure" json,
	"steps" json NOT NULL,
	"document" json NOT NULL,
	CONSTRAINT "actions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "actions_state" CHECK ("actions"."state" in ('journaled', 'validating', 'dispatching', 'outcome_unknown', 'reconciling', 'confirmed', 'dead_letter', 'discarded', 'rolled_back', 'superseded'))
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"approver_id" uuid NOT NULL,
	"fingerprint" char(64) NOT NULL,
	"approved_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"signature" text NOT NULL,
	"used_by" uuid,
	CONSTRAINT "approvals_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "approvals_once_per_member" UNIQUE("workspace_id","proposal_id","approver_id")
);
--> statement-breakpoint
CREATE TABLE "audit_checkpoints" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"head" char(64) NOT NULL,
	"key_id" uuid NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "audit_checkpoints_workspace_id_seq_key_id_pk" PRIMARY KEY("workspace_id","seq","key_id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"prev" char(64) NOT NULL,
	"hash" char(64) NOT NULL,
	CONSTRAINT "audit_events_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
CREATE TABLE "caps" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"per_day_minor" bigint NOT NULL,
	"two_approvers_above_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "creative_publish_log" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"action_id" uuid NOT NULL,
	"status" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "creative_publish_log_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "creative_publish_queue" (
	"workspace_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"platform" text NOT NULL,
	"proposal_id" uuid,
	"of_action_id" uuid,
	"approval_ids" uuid[] NOT NULL,
	"fingerprint" char(64) NOT NULL,
	"payload" json NOT NULL,
	"per_day_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"status" text NOT NULL,
	"has_effect" boolean DEFAULT true NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "creative_publish_queue_workspace_id_action_id_pk" PRIMARY KEY("workspace_id","action_id"),
	CONSTRAINT "creative_publish_queue_once_per_proposal" UNIQUE("workspace_id","proposal_id"),
	CONSTRAINT "creative_publish_queue_kind" CHECK ("creative_publish_queue"."kind" in ('creative.publish', 'creative.rollback')),
	CONSTRAINT "creative_publish_queue_status" CHECK ("creative_publish_queue"."status" in ('journaled', 'validating', 'dispatching', 'outcome_unknown', 'reconciling', 'confirmed', 'paused_created', 'dead_letter', 'discarded', 'rolled_back', 'superseded')),
	CONSTRAINT "creative_publish_queue_budget" CHECK ("creative_publish_queue"."per_day_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "feature_flags" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"enabled" boolean NOT NULL,
	"note" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "feature_flags_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "guardrail_evaluations" (
	"workspace_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"guardrail" text NOT NULL,
	"title" text NOT NULL,
	"outcome" text NOT NULL,
	"evidence" text NOT NULL,
	"measured" json NOT NULL,
	"data_through" date,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "guardrail_evaluations_workspace_id_subject_id_guardrail_pk" PRIMARY KEY("workspace_id","subject_id","guardrail"),
	CONSTRAINT "guardrail_evaluations_outcome" CHECK ("guardrail_evaluations"."outcome" in ('pass', 'warn', 'block', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"job" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"outcome" text,
	"note" text NOT NULL,
	CONSTRAINT "job_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "job_runs_outcome" CHECK ("job_runs"."outcome" in ('succeeded', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "journal_cursor" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" char(64) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "loads" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dataset" text NOT NULL,
	"contract_version" text NOT NULL,
	"snapshot_id" text NOT NULL,
	"snapshot_hash" char(64) NOT NULL,
	"generated_at" timestamp (3) with time zone NOT NULL,
	"data_through" date NOT NULL,
	"loaded_at" timestamp (3) with time zone NOT NULL,
	"row_count" bigint NOT NULL,
	"quarantined" bigint NOT NULL,
	"days" integer NOT NULL,
	"files" json NOT NULL,
	CONSTRAINT "loads_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"public_key" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "members_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "members_role" CHECK ("members"."role" in ('analyst', 'approver', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"workspace_id" uuid NOT NULL,
	"id" text NOT NULL,
	"ref" text NOT NULL,
	"label" text NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	"document" json NOT NULL,
	CONSTRAINT "proofs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"proposer_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"fingerprint" char(64) NOT NULL,
	"stake_per_day_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"approvals_needed" integer NOT NULL,
	"policy_version" text NOT NULL,
	"signature" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision_reason" text,
	"action_id" uuid,
	"document" json NOT NULL,
	CONSTRAINT "proposals_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "proposals_state" CHECK ("proposals"."state" in ('in_review', 'changes_requested', 'rejected', 'withdrawn', 'approved')),
	CONSTRAINT "proposals_stake" CHECK ("proposals"."stake_per_day_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"workspace_id" uuid NOT NULL,
	"load_id" uuid NOT NULL,
	"dataset" text NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"row_count" bigint NOT NULL,
	"example" text NOT NULL,
	CONSTRAINT "quarantine_workspace_id_load_id_rule_pk" PRIMARY KEY("workspace_id","load_id","rule")
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"status" text NOT NULL,
	"daily_budget_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"read_back_hash" char(64) NOT NULL,
	"document" json NOT NULL,
	CONSTRAINT "receipts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "store_role" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "store_role_one" CHECK ("store_role"."only"),
	CONSTRAINT "store_role_known" CHECK ("store_role"."role" in ('projection', 'remote'))
);
--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_workspace_id_proposal_id_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."proposals"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_workspace_id_approver_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","approver_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creative_publish_log" ADD CONSTRAINT "creative_publish_log_workspace_id_action_id_creative_publish_queue_workspace_id_action_id_fk" FOREIGN KEY ("workspace_id","action_id") REFERENCES "public"."creative_publish_queue"("workspace_id","action_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardrail_evaluations" ADD CONSTRAINT "guardrail_evaluations_workspace_id_proposal_id_proposals_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposal_id") REFERENCES "public"."proposals"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_workspace_id_proposer_id_members_workspace_id_id_fk" FOREIGN KEY ("workspace_id","proposer_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_workspace_id_load_id_loads_workspace_id_id_fk" FOREIGN KEY ("workspace_id","load_id") REFERENCES "public"."loads"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_workspace_id_action_id_creative_publish_queue_workspace_id_action_id_fk" FOREIGN KEY ("workspace_id","action_id") REFERENCES "public"."creative_publish_queue"("workspace_id","action_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_type" ON "audit_events" USING btree ("workspace_id","type","seq");--> statement-breakpoint
CREATE INDEX "creative_publish_log_action" ON "creative_publish_log" USING btree ("workspace_id","action_id","at");