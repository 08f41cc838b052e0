import type {
  Action,
  ActionView,
  Annotation,
  AssignInput,
  Assignment,
  AuditEntry,
  AuditVerification,
  BanditDecideInput,
  BanditDecision,
  BanditList,
  BanditResult,
  Caps,
  CellPlan,
  CellPlanInput,
  CellVocabulary,
  Change,
  Connections,
  ConnectionsInput,
  CreativeTest,
  CreativeTestList,
  CreativeTogether,
  DashboardCatalog,
  DatasetFreshness,
  DatasetHealth,
  ExperimentDecision,
  ExperimentDesign,
  ExperimentList,
  ExperimentRecord,
  ExperimentResult,
  ExperimentSize,
  ExperimentSizeInput,
  ExperimentVocabulary,
  ExploreCellBoard,
  ExploreCellDesign,
  ExploreCellRecord,
  FeatureFlag,
  GuardrailEvaluation,
  HealthOverview,
  Lineage,
  Load,
  Member,
  NightRange,
  PosteriorQuery,
  PosteriorSnapshot,
  Progress,
  PromoteInput,
  Proof,
  ProofRun,
  ProposalView,
  QuarantinedPage,
  QuarantineReason,
  Report,
  ReportRequest,
  ReportSchedule,
  Role,
  SavedView,
  ScheduledReport,
  Scope,
  Session,
  SnapshotRun,
  SyncStatus,
  Tile,
  TileId,
  TilePage,
  WhatIf,
  WhatIfInput,
  WorkspaceStatus,
} from '../contract/index.ts';
import type { Day, Result, Uuid } from '../core/index.ts';

type Answer<T> = Promise<Result<T>>;

export type Decision =
  | { readonly kind: 'approve'; readonly fingerprint: string; readonly passphrase: string }
  | { readonly kind: 'request_changes' | 'reject' | 'withdraw'; readonly reason: string };

/** What the router needs; one open workspace implements it (main/workbench.ts). Grouped as the contract is. */
export interface Services {
  readonly workspace: {
    status(): Answer<WorkspaceStatus>;
    watch(signal: AbortSignal | undefined): AsyncIterableIterator<Change>;
    connections(): Answer<Connections>;
    setConnections(input: ConnectionsInput): Answer<Connections>;
    setCaps(caps: Caps): Answer<Caps>;
  };
  readonly loads: {
    freshness(): Answer<readonly DatasetFreshness[]>;
    list(): Answer<readonly Load[]>;
    quarantine(loadId: Uuid): Answer<readonly QuarantineReason[]>;
    /** null: the person closed the dialog, or there is nobody to ask. */
    chooseDrop(): Answer<{ readonly drop: string; readonly label: string } | null>;
    importDrop(
      drop: string,
      onProgress: (progress: Progress) => void,
      signal: AbortSignal,
    ): Answer<{ readonly load: Load; readonly alreadyLoaded: boolean }>;
    rebuild(
      onProgress: (progress: Progress) => void,
      signal: AbortSignal,
    ): Answer<{ readonly loads: number; readonly rows: number }>;
  };
  readonly dataHealth: {
    overview(signal: AbortSignal | undefined): Answer<HealthOverview>;
    dataset(dataset: string, signal: AbortSignal | undefined): Answer<DatasetHealth>;
    quarantined(
      input: {
        readonly loadId: Uuid;
        readonly rule?: string | undefined;
        readonly offset: number;
        readonly limit: number;
      },
      signal: AbortSignal | undefined,
    ): Answer<QuarantinedPage>;
    quarantinedCsv(
      input: { readonly loadId: Uuid; readonly rule?: string | undefined },
      signal: AbortSignal | undefined,
    ): Answer<{ readonly fileName: string; readonly csv: string; readonly rows: number }>;
    /** null: of every dataset. */
    lineage(dataset: string | null, signal: AbortSignal | undefined): Answer<readonly Lineage[]>;
  };
  readonly creative: {
    list(signal: AbortSignal | undefined): Answer<CreativeTestList>;
    get(testId: string, signal: AbortSignal | undefined): Answer<CreativeTest>;
    /** All tests as one family. */
    together(signal: AbortSignal | undefined): Answer<CreativeTogether>;
    enqueue(input: PromoteInput): Answer<ProposalView>;
    publish(actionId: Uuid): Answer<ActionView>;
    rollback(actionId: Uuid, reason: string): Answer<Action>;
  };
  readonly experiments: {
    list(signal: AbortSignal | undefined): Answer<ExperimentList>;
    /** What the records say and what was read before: nothing is read for it. */
    known(signal: AbortSignal | undefined): Answer<ExperimentList>;
    /** What is known of the list at once, then more and more of it, until all rows are read. */
    listing(signal: AbortSignal | undefined): AsyncIterableIterator<Result<ExperimentList>>;
    result(key: string, signal: AbortSignal | undefined): Answer<ExperimentResult>;
    vocabulary(signal: AbortSignal | undefined): Answer<ExperimentVocabulary>;
    size(input: ExperimentSizeInput): Answer<ExperimentSize>;
    save(design: ExperimentDesign): Answer<ExperimentRecord>;
    remove(key: string, reason: string): Answer<{ readonly key: string }>;
    /** @param since day (UTC) from which exposures in the data count; none: from now. */
    start(key: string, since?: Day): Answer<ExperimentRecord>;
    stop(key: string, reason: string): Answer<ExperimentRecord>;
    decide(key: string, decision: Omit<ExperimentDecision, 'proposalId'>): Answer<ProposalView>;
    assign(input: AssignInput): Answer<Assignment>;
    expose(input: { readonly experiment: string; readonly unitId: string }): Answer<{ readonly first: boolean }>;
    flags(): Answer<readonly FeatureFlag[]>;
    setFlag(input: {
      readonly key: string;
      readonly enabled: boolean;
      readonly note: string;
    }): Answer<readonly FeatureFlag[]>;
  };
  readonly cells: {
    board(signal: AbortSignal | undefined): Answer<ExploreCellBoard>;
    /** What happened to a cell, the newest first. */
    log(key: string): Answer<readonly AuditEntry[]>;
    vocabulary(signal: AbortSignal | undefined): Answer<CellVocabulary>;
    save(cell: ExploreCellDesign): Answer<ExploreCellRecord>;
    remove(key: string, reason: string): Answer<{ readonly key: string }>;
    start(key: string): Answer<ExploreCellRecord>;
    pause(key: string, reason: string): Answer<ExploreCellRecord>;
    resume(key: string): Answer<ExploreCellRecord>;
    end(key: string, reason: string): Answer<ExploreCellRecord>;
    plan(input: CellPlanInput, signal: AbortSignal | undefined): Answer<CellPlan>;
    /** Plans all of them, or none. */
    adopt(cells: readonly ExploreCellDesign[]): Answer<ExploreCellBoard>;
  };
  readonly bandits: {
    list(signal: AbortSignal | undefined): Answer<BanditList>;
    read(key: string, signal: AbortSignal | undefined): Answer<BanditResult>;
    posteriors(query: PosteriorQuery): Answer<readonly PosteriorSnapshot[]>;
    whatIf(input: WhatIfInput, signal: AbortSignal | undefined): Answer<WhatIf>;
    /** Without a range: every night since the last recorded one. The same nights again change nothing. */
    record(range: NightRange, signal: AbortSignal | undefined): Answer<SnapshotRun>;
    /** null: a keep, which nobody has to approve. */
    decide(
      input: BanditDecideInput,
    ): Answer<{ readonly decision: BanditDecision; readonly proposal: ProposalView | null }>;
  };
  readonly dashboards: {
    catalog(signal: AbortSignal | undefined): Answer<DashboardCatalog>;
    tile(tile: TileId, scope: Scope, signal: AbortSignal | undefined): Answer<Tile>;
    views(): Answer<readonly SavedView[]>;
    saveView(view: {
      readonly name: string;
      readonly page: TilePage;
      readonly scope: Scope;
    }): Answer<readonly SavedView[]>;
    removeView(id: string): Answer<readonly SavedView[]>;
    annotations(): Answer<readonly Annotation[]>;
    annotate(note: { readonly day: Day; readonly text: string }): Answer<readonly Annotation[]>;
    removeAnnotation(id: string): Answer<readonly Annotation[]>;
  };
  readonly proofs: {
    open(ref: string, signal: AbortSignal | undefined): Answer<Proof>;
    get(id: string): Answer<Proof>;
    run(id: string, signal: AbortSignal | undefined): Answer<ProofRun>;
    csv(id: string): Answer<{ readonly fileName: string; readonly csv: string; readonly rows: number }>;
    usedBy(
      id: string,
    ): Answer<readonly { readonly proposalId: Uuid; readonly title: string; readonly state: string }[]>;
  };
  readonly approvals: {
    list(): Answer<readonly ProposalView[]>;
    get(id: Uuid): Answer<ProposalView>;
    decide(id: Uuid, decision: Decision): Answer<ProposalView>;
    guardrails(proposalId: Uuid): Answer<readonly GuardrailEvaluation[]>;
  };
  readonly members: {
    session(): Answer<Session>;
    signIn(memberId: Uuid, passphrase: string): Answer<Session>;
    signOut(): Answer<Session>;
    add(input: { readonly name: string; readonly role: Role; readonly passphrase: string }): Answer<Member>;
  };
  readonly sync: {
    status(): Answer<SyncStatus>;
    run(): Answer<SyncStatus>;
    actions(): Answer<readonly ActionView[]>;
    retry(actionId: Uuid): Answer<ActionView>;
    discard(actionId: Uuid, reason: string): Answer<ActionView>;
    killSwitch(on: boolean, reason: string): Answer<SyncStatus>;
  };
  readonly audit: {
    list(input: { readonly before?: number | undefined; readonly limit: number }): Answer<readonly AuditEntry[]>;
    verify(): Answer<AuditVerification>;
  };
  readonly reports: {
    write(input: ReportRequest): Answer<readonly Report[]>;
    scheduled(): Answer<ScheduledReport>;
    /** Without a folder the person is asked for one. */
    setSchedule(
      schedule: (Omit<ReportSchedule, 'folder'> & { readonly folder?: string | undefined }) | null,
    ): Answer<ScheduledReport>;
  };
}
