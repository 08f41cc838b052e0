import type { DryRun as DryRunResult } from '../../../engine/contract/index.ts';
import { formatCounted, formatText } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import classes from './approvals.module.css';

type Field = readonly [string, string];

/** The fields of a request as lines: `targeting.geo_locations.countries.0` and its value. */
function fields(value: unknown, path: string): readonly Field[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => fields(item, `${path}.${index}`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => fields(item, path === '' ? key : `${path}.${key}`));
  return [[path, formatText(value)]];
}

/** The rehearsal the approval is bound to: the checks, and the exact requests, closed until someone wants to read them. */
export function DryRun({ dryRun }: { readonly dryRun: DryRunResult }) {
  return (
    <details className={classes.dryRun}>
      <summary>
        Dry run: {formatCounted(dryRun.requests.length, 'request')}, {formatCounted(dryRun.checks.length, 'check')}
      </summary>
      <ul className={classes.checks}>
        {dryRun.checks.map((check) => (
          <li key={check.name}>
            <Chip tone={check.passed ? 'pos' : 'neg'}>{check.passed ? '✓ pass' : '✕ fail'}</Chip> {check.name}{' '}
            <span className="muted">{check.note}</span>
          </li>
        ))}
      </ul>
      {dryRun.requests.map((request) => (
        <div key={request.step} className={classes.request}>
          <p className="mono">
            {request.method} {request.path}
          </p>
          <div className="mono">
            <KeyValues pairs={fields(request.body, '')} />
          </div>
        </div>
      ))}
    </details>
  );
}
