import { create } from 'zustand';

interface SignInState {
  readonly open: boolean;
  readonly ask: () => void;
  readonly close: () => void;
}

/** Whether the sign-in dialog is open. Anything that needs a member asks for it. */
export const useSignIn = create<SignInState>((set) => ({
  open: false,
  ask: () => set({ open: true }),
  close: () => set({ open: false }),
}));
