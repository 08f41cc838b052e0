import { type KeyboardEvent, useRef } from 'react';
import classes from './scope-bar.module.css';

export interface Preset {
  readonly value: string;
  readonly label: string;
  readonly says?: string;
}

interface PresetsProps {
  readonly label: string;
  readonly presets: readonly Preset[];
  /** The chosen one; none of them when days of the calendar are chosen. */
  readonly value: string | null;
  readonly onChoose: (value: string) => void;
}

/** A few choices below each other: arrows go along them, `Enter` or a click chooses and closes what they are in. */
export function Presets({ label, presets, value, onChoose }: PresetsProps) {
  const group = useRef<HTMLDivElement>(null);
  const stop = presets.some((preset) => preset.value === value) ? value : presets[0]?.value;
  const onKeyDown = (event: KeyboardEvent): void => {
    const radios = [...(group.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
    const active = document.activeElement;
    const at = active instanceof HTMLElement ? radios.indexOf(active) : -1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: radios.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    radios[(to + radios.length) % radios.length]?.focus();
  };
  return (
    <div ref={group} className={classes.presets} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {presets.map((preset) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio that closes what it is in when it is clicked
        <button
          key={preset.value}
          type="button"
          role="radio"
          aria-checked={preset.value === value}
          tabIndex={preset.value === stop ? 0 : -1}
          title={preset.says}
          className={classes.preset}
          data-autofocus={preset.value === stop || undefined}
          onClick={() => onChoose(preset.value)}
        >
          {preset.label}
        </button>
      ))}
    </div>
  );
}
