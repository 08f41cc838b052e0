import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { useId } from 'react';

interface AllowedButtonProps extends ButtonProps {
  readonly may: { readonly allowed: boolean; readonly reason: string };
  readonly onClick: () => void;
}

/** A button that says why it can not be used now; it keeps its place in the order of keys so that the reason is found. */
export function AllowedButton({ may, onClick, ...rest }: AllowedButtonProps) {
  const id = useId();
  if (may.allowed) return <Button {...rest} onClick={onClick} />;
  return (
    <>
      <Tooltip label={may.reason} multiline maw={300} events={{ hover: true, focus: true, touch: false }}>
        <Button {...rest} variant="default" data-disabled aria-disabled="true" aria-describedby={id} />
      </Tooltip>
      <span id={id} className="visually-hidden">
        {may.reason}
      </span>
    </>
  );
}
