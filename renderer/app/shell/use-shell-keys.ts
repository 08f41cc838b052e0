import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { PAGES } from '../pages.ts';

/** How long `G` waits for its letter. */
const SEQUENCE_MS = 1_500;

/** Whether a key typed here is text or belongs to a dialog, and so is none of the shell's. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input, textarea, select, [contenteditable], [aria-modal="true"]') !== null;
}

/** The proof of what has the focus: the number itself, or the only one inside the focused cell. */
function focusedProof(): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return null;
  const proven = focused.matches('[data-proof-ref]') ? focused : focused.querySelector('[data-proof-ref]');
  return proven instanceof HTMLElement ? (proven.dataset.proofRef ?? null) : null;
}

export interface ShellKeys {
  /** Whether the list of keys is shown. */
  readonly shown: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** `G` and a letter, `P`, `?`. Lists and pages have their own keys. */
export function useShellKeys(): ShellKeys {
  const router = useRouter();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    let goingUntil = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (isTaken(event)) return;
      const key = event.key.toLowerCase();
      const going = event.timeStamp < goingUntil;
      goingUntil = 0;
      const page = going ? PAGES.find((candidate) => candidate.key === key) : undefined;
      if (page !== undefined) {
        event.preventDefault();
        event.stopImmediatePropagation();
        void router.navigate({ to: page.path });
      } else if (key === 'g') {
        goingUntil = event.timeStamp + SEQUENCE_MS;
      } else if (key === '?') {
        setShown(true);
      } else if (key === 'p') {
        const proof = focusedProof();
        if (proof !== null) void router.navigate({ to: '.', search: (search) => ({ ...search, proof }) });
      }
    };
    // Before the page's own keys, so that the letter after `G` is not also taken as `E` for export.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [router]);
  return { shown, show: () => setShown(true), hide: () => setShown(false) };
}
