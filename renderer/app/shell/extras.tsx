import { Notifications } from '@mantine/notifications';
import { ProofDrawer } from '../../components/proof-drawer/proof-drawer.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Palette } from './palette.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import type { ShellKeys } from './use-shell-keys.ts';

/** What lies over the page when somebody asks for it. Loaded after the first rows are painted. */
export default function Extras({ keys }: { readonly keys: ShellKeys }) {
  return (
    <>
      <ProofDrawer />
      <Palette onShowKeys={keys.show} />
      <KeysDialog opened={keys.shown} onClose={keys.hide} />
      <SignInDialog />
      <Notifications position="bottom-left" containerWidth={320} autoClose={6000} />
    </>
  );
}
