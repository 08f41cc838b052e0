import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useDensity } from '../../stores/density.ts';
import { afterRows } from '../client.ts';
import { Nav } from './nav.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';
import { useShellKeys } from './use-shell-keys.ts';
import { WorkspaceGate } from './workspace-gate.tsx';

const Extras = lazy(() => afterRows.then(() => import('./extras.tsx')));

/** What never changes around a page: the top bar, the navigation, the drawer and the dialogs any page may ask for. */
export function Shell() {
  const density = useDensity((state) => state.density);
  const keys = useShellKeys();
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  return (
    <div className={classes.app}>
      <button type="button" className={classes.skip} onClick={() => document.getElementById('main')?.focus()}>
        Skip to the page
      </button>
      <TopBar />
      <Nav />
      <main id="main" tabIndex={-1} className={classes.main}>
        <WorkspaceGate>
          <Outlet />
        </WorkspaceGate>
      </main>
      <Suspense fallback={null}>
        <Extras keys={keys} />
      </Suspense>
    </div>
  );
}
