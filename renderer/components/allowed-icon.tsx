import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import { useId } from 'react';

interface AllowedIconProps extends Omit<ActionIconProps, 'children'> {
  /** What it does, read aloud. */
  readonly label: string;
  readonly sign: string;
  readonly may: { readonly allowed: boolean; readonly reason: string };
  readonly onClick: () => void;
}

/** A button of one sign that says why it can not be used now; it keeps its place in the order of keys so that the reason is found. */
export function AllowedIcon({ label, sign, may, onClick, ...rest }: AllowedIconProps) {
  const id = useId();
  if (may.allowed)
    return (
      <ActionIcon {...rest} aria-label={label} onClick={onClick}>
        {sign}
      </ActionIcon>
    );
  return (
    <>
      <Tooltip label={may.reason} multiline maw={300} events={{ hover: true, focus: true, touch: false }}>
        <ActionIcon {...rest} aria-label={label} data-disabled aria-disabled="true" aria-describedby={id}>
          {sign}
        </ActionIcon>
      </Tooltip>
      <span id={id} className="visually-hidden">
        {may.reason}
      </span>
    </>
  );
}
