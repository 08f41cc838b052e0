import { Button, type ButtonProps, Tooltip } from '@mantine/core';

interface AllowedButtonProps extends ButtonProps {
  readonly may: { readonly allowed: boolean; readonly reason: string };
  readonly onClick: () => void;
}

/** A button that says why it can not be used now; it keeps its place in the order of keys so that the reason is found. */
export function AllowedButton({ may, onClick, ...rest }: AllowedButtonProps) {
  if (may.allowed) return <Button {...rest} onClick={onClick} />;
  return (
    <Tooltip label={may.reason} multiline maw={300} events={{ hover: true, focus: true, touch: false }}>
      <Button {...rest} variant="default" data-disabled aria-disabled="true" />
    </Tooltip>
  );
}
