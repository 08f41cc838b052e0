import type { DiffLine } from '../../../engine/contract/index.ts';
import { cleanText, formatText } from '../../../engine/serializer/index.ts';
import classes from './approvals.module.css';

interface PlanDiffProps {
  readonly lines: readonly DiffLine[];
  /** What takes it back, shown when the lines do not say it. */
  readonly undo: string;
}

/** Written in a language of its own, which is shown as it is. */
const isCondition = ({ mono, after }: DiffLine): boolean => mono && after.startsWith('{"');

/** What is now, and what will be: absolute values only. */
export function PlanDiff({ lines, undo }: PlanDiffProps) {
  return (
    <table className={classes.diff}>
      <caption className="visually-hidden">What will change, before and after</caption>
      <colgroup>
        <col className={classes.colLabel} />
        <col />
        <col className={classes.colArrow} />
        <col />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Now</th>
          <td />
          <th scope="col">Becomes</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label}>
            <th scope="row">{line.label}</th>
            <td className={line.mono && line.before !== 'none' ? classes.before : undefined}>
              {formatText(line.before)}
            </td>
            <td className={classes.arrow} aria-hidden="true">
              →
            </td>
            <td className={line.mono ? classes.after : undefined}>
              {isCondition(line) ? <code className="code-line">{cleanText(line.after)}</code> : formatText(line.after)}
            </td>
          </tr>
        ))}
        {!lines.some((line) => line.label === 'Undo') && (
          <tr>
            <th scope="row">Undo</th>
            <td />
            <td />
            <td>{formatText(undo)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
