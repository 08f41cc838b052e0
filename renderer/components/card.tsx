import type { ComponentPropsWithRef } from 'react';
import classes from './card.module.css';

interface CardProps extends ComponentPropsWithRef<'section'> {
  /** `list` has narrow padding: its rows bring their own. `detail` has none: its parts do, one above the other. */
  readonly kind?: 'plain' | 'list' | 'detail';
}

/** A quiet surface with a hairline. Cards are not put in cards. */
export function Card({ kind = 'plain', className, ...rest }: CardProps) {
  return <section {...rest} className={[classes.card, className].filter(Boolean).join(' ')} data-kind={kind} />;
}
