import { FUNNEL_STEPS, JOURNEY_OPTIONS, type JourneyChoice, type JourneyOption } from '../../contract/index.ts';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { type FunnelQuery, type FunnelWindow, parseSteps } from '../../journeys/index.ts';

type Options = Readonly<Record<string, string>>;

interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

function pick<Id extends string>(
  name: string,
  { label, choices }: { readonly label: string; readonly choices: readonly [Choice<Id>, ...Choice<Id>[]] },
  options: Options,
): Result<Id> {
  const value = options[name];
  if (value === undefined) return ok(choices[0].id);
  const found = choices.find(({ id }) => id === value);
  if (found !== undefined) return ok(found.id);
  return err(appError('CHOICE_UNKNOWN', { option: label, value, choices: choices.map(({ id }) => id).join(', ') }));
}

const WINDOW_DAYS: Readonly<Record<Exclude<JourneyChoice<'window'>, 'session'>, number>> = {
  '1': 1,
  '7': 7,
  '14': 14,
  '30': 30,
};

const windowOf = (choice: JourneyChoice<'window'>): FunnelWindow =>
  choice === 'session' ? { within: 'session' } : { within: 'visitor', days: WINDOW_DAYS[choice] };

/** The funnel that `steps`, `window` and `group` ask for. Errors: CHOICE_UNKNOWN. */
export function funnelChoice(options: Options): Result<FunnelQuery> {
  const steps = parseSteps(options.steps ?? FUNNEL_STEPS);
  if (!steps.ok) return steps;
  const window = pick('window', JOURNEY_OPTIONS.window, options);
  if (!window.ok) return window;
  const group = pick('group', JOURNEY_OPTIONS.group, options);
  return group.ok ? ok({ steps: steps.value, window: windowOf(window.value), group: group.value }) : group;
}

/** How deep and how wide paths are drawn. Errors: CHOICE_UNKNOWN. */
export function pathsChoice(options: Options): Result<{ readonly depth: number; readonly pages: number }> {
  const depth = pick('depth', JOURNEY_OPTIONS.depth, options);
  if (!depth.ok) return depth;
  const pages = pick('pages', JOURNEY_OPTIONS.pages, options);
  return pages.ok ? ok({ depth: Number(depth.value), pages: Number(pages.value) }) : pages;
}

export interface AttributionChoice {
  readonly rule: JourneyChoice<'rule'>;
  readonly model: JourneyChoice<'model'>;
  readonly worth: JourneyChoice<'worth'>;
  readonly credit: JourneyChoice<'credit'>;
}

/** Which rule, chain and worth share out what. Errors: CHOICE_UNKNOWN. */
export function attributionChoice(options: Options): Result<AttributionChoice> {
  const rule = pick('rule', JOURNEY_OPTIONS.rule, options);
  if (!rule.ok) return rule;
  const model = pick('model', JOURNEY_OPTIONS.model, options);
  if (!model.ok) return model;
  const worth = pick('worth', JOURNEY_OPTIONS.worth, options);
  if (!worth.ok) return worth;
  const credit = pick('credit', JOURNEY_OPTIONS.credit, options);
  return credit.ok ? ok({ rule: rule.value, model: model.value, worth: worth.value, credit: credit.value }) : credit;
}

/** The words of a choice. */
export const choiceLabel = (option: JourneyOption, id: string): string =>
  JOURNEY_OPTIONS[option].choices.find((choice) => choice.id === id)?.label ?? id;
