import type { DatasetHealthRow, HealthFinding } from '../../../engine/contract/index.ts';
import { formatValue } from '../../../engine/serializer/index.ts';
import { Chip } from '../../components/chip.tsx';
import { Proven } from '../../components/proven.tsx';
import { Section } from '../../components/section.tsx';
import classes from './data.module.css';
import { lookOf } from './finding-look.ts';

/** What was found in a dataset, what it means, and what to do about it. */
export function Findings({ row }: { readonly row: DatasetHealthRow }) {
  return (
    <Section title="What was found">
      {row.findings.length === 0 ? (
        <p>
          <Chip tone="pos">✓ nothing</Chip>{' '}
          {row.cadence === 'day' ? 'No day is missing between the first and the last.' : 'It is as it was promised.'}
        </p>
      ) : (
        <ul className={classes.findings} aria-label="What was found">
          {row.findings.map((finding) => (
            <Finding key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      {row.notJudged !== null && row.freshness.dataThrough !== null && <p className={classes.aside}>{row.notJudged}</p>}
    </Section>
  );
}

function Finding({ finding }: { readonly finding: HealthFinding }) {
  const { tone, sign, word } = lookOf(finding);
  return (
    <li className={classes.finding} data-finding={finding.kind}>
      <Chip tone={tone}>{`${sign} ${word}`.trim()}</Chip>
      <div>
        <p className={classes.said}>{finding.text}</p>
        {finding.figures.length > 0 && (
          <p className={classes.figures}>
            {finding.figures.map((figure) => (
              <span key={figure.id}>
                {figure.label} <Proven proof={figure.ref}>{formatValue(figure.value)}</Proven>
              </span>
            ))}
          </p>
        )}
        <p className={classes.next}>{finding.next}</p>
      </div>
    </li>
  );
}
