import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import dialog from './dialog.module.css';

/** Asks before what was typed is lost. `isDirty` is asked when somebody leaves. */
export function UnsavedWarning({ isDirty }: { readonly isDirty: () => boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isDirty(),
    enableBeforeUnload: false,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={dialog.form}>
        <p>What you changed is not saved. It is lost when you leave.</p>
        <div className={dialog.buttons}>
          <Button onClick={() => blocker.proceed?.()}>Leave, lose the changes</Button>
          <Button variant="filled" onClick={() => blocker.reset?.()} data-autofocus>
            Stay
          </Button>
        </div>
      </div>
    </Modal>
  );
}
