import type { ExperimentRow } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { shareText } from '../detail/design-words.ts';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { clashesOf, type Part, partsOf } from './namespace.ts';
import { shareOf } from './to-candidate.ts';

const listed = (parts: readonly Part[]): string =>
  parts.map(({ name, from, to }) => `${cleanText(name)} (${shareText(from)} to ${shareText(to)})`).join(', ');

/** Who takes which part of the namespace, and whether this experiment would share units with them. */
export function NamespacePicture({ others }: { readonly others: readonly ExperimentRow[] }) {
  const { namespace, key } = useDesignForm().values;
  const [from, to] = [shareOf(namespace.from) ?? 0, shareOf(namespace.to) ?? 0];
  const parts = partsOf(others, namespace.name, key);
  const clashes = clashesOf(parts, from, to);
  const place = (part: { readonly from: number; readonly to: number }) => ({
    left: `${part.from * 100}%`,
    width: `${Math.max(0, part.to - part.from) * 100}%`,
  });
  return (
    <div>
      <div className={classes.bar} aria-hidden="true">
        {parts.map((part) => (
          <span key={part.key} className={classes.part} style={place(part)}>
            {cleanText(part.name)}
          </span>
        ))}
        <span className={classes.part} data-own="true" data-clash={clashes.length > 0} style={place({ from, to })}>
          this one
        </span>
      </div>
      <p className={clashes.length > 0 ? classes.problem : classes.small} role="status">
        {clashes.length > 0
          ? `This part is also taken by ${listed(clashes)}; they would share units.`
          : parts.length === 0
            ? 'Nobody else takes a part of this namespace.'
            : `Taken by ${listed(parts)}; this part is free.`}
      </p>
    </div>
  );
}
