import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Load } from '../../../engine/contract/index.ts';
import { client } from '../../app/client.ts';
import { type Run, useRun } from './use-run.ts';

export interface ImportRun extends Run<{ readonly load: Load; readonly alreadyLoaded: boolean }> {
  /** What the drop is called. */
  readonly label: string;
  readonly choose: () => void;
}

/** Asks for a drop folder and imports it, with progress and a way to stop. */
export function useImport(): ImportRun {
  const navigate = useNavigate({ from: '/data' });
  const { choose: chooseNow } = useSearch({ from: '/data' });
  const [label, setLabel] = useState('the drop');
  const { follow, fail, ...run } = useRun<{ readonly load: Load; readonly alreadyLoaded: boolean }>();

  const choose = useCallback(async (): Promise<void> => {
    try {
      const chosen = await client.loads.chooseDrop();
      if (chosen === null) return;
      setLabel(chosen.label);
      await follow((signal) => client.loads.import({ drop: chosen.drop }, { signal }));
    } catch (error) {
      fail(error);
    }
  }, [follow, fail]);

  // Another page sent the person here to choose a folder: ask once, and take the wish out of the address.
  const asked = useRef(false);
  useEffect(() => {
    if (chooseNow !== true || asked.current) return;
    asked.current = true;
    void navigate({ replace: true, search: (now) => ({ ...now, choose: undefined }) });
    void choose();
  }, [chooseNow, choose, navigate]);

  return { ...run, label, choose: () => void choose() };
}
