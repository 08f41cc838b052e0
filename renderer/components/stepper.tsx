import classes from './stepper.module.css';

export interface Step {
  readonly name: string;
  readonly state: 'done' | 'now' | 'failed' | 'ahead';
}

const SAID = { done: 'done', now: 'now', failed: 'failed', ahead: 'not yet' } as const;

/** How far something has come, from left to right. */
export function Stepper({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.name} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <i aria-hidden="true" />
          {step.state === 'failed' ? `✕ ${step.name}` : step.name}
          <span className="visually-hidden">, {SAID[step.state]}</span>
        </li>
      ))}
    </ol>
  );
}
