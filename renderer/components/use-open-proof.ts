import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Opens the proof drawer on a number of a chart. */
export function useOpenProof(): (proof: string) => void {
  const router = useRouter();
  return useCallback(
    (proof) => void router.navigate({ to: '.', search: (search) => ({ ...search, proof }) }),
    [router],
  );
}
