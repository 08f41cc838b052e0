import { Notifications } from '@mantine/notifications';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ProofDrawer } from '../../components/proof-drawer/proof-drawer.tsx';
import { useDensity } from '../../stores/density.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { Nav } from './nav.tsx';
import { Palette } from './palette.tsx';
import classes from './shell.module.css';
import { SignInDialog } from './sign-in-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { useShellKeys } from './use-shell-keys.ts';
import { WorkspaceGate } from './workspace-gate.tsx';

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
      <ProofDrawer />
      <Palette onShowKeys={keys.show} />
      <KeysDialog opened={keys.shown} onClose={keys.hide} />
      <SignInDialog />
      <Notifications position="bottom-left" containerWidth={320} autoClose={6000} />
    </div>
  );
}
