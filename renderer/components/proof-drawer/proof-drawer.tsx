import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { api } from '../../app/client.ts';
import { Loaded } from '../loaded.tsx';
import { Bars } from '../skeleton.tsx';
import classes from './proof-drawer.module.css';
import { ProofView } from './proof-view.tsx';

/** Slides over from the right when the page's address names a proof: by a number's reference, or by a proof's id. */
export function ProofDrawer() {
  const { proof } = useSearch({ strict: false });
  return typeof proof === 'string' ? <OpenDrawer key={proof} name={proof} /> : null;
}

const isProofId = (name: string): boolean => name.startsWith('pf_');

function OpenDrawer({ name }: { readonly name: string }) {
  const router = useRouter();
  const title = useRef<HTMLHeadingElement>(null);
  const byRef = api.proofs.open.queryOptions({ input: { ref: name }, enabled: !isProofId(name) });
  const byId = api.proofs.get.queryOptions({ input: { id: name }, enabled: isProofId(name) });
  const openByRef = useQuery(byRef);
  const openById = useQuery(byId);
  const query = isProofId(name) ? openById : openByRef;

  // With the frame it comes and goes in: a key that is pressed right then is already meant for where the focus is.
  useLayoutEffect(() => {
    const before = document.activeElement;
    title.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const close = (): void => void router.navigate({ to: '.', search: (search) => ({ ...search, proof: undefined }) });
  return (
    <div
      role="dialog"
      aria-labelledby="proof-title"
      className={classes.drawer}
      data-proof-open={name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <header className={classes.head}>
        <h2 id="proof-title" ref={title} tabIndex={-1}>
          {query.data === undefined ? 'Proof' : `Proof · ${query.data.label}`}
        </h2>
        <Button onClick={close}>Close</Button>
      </header>
      <Loaded
        query={query}
        queryKey={isProofId(name) ? byId.queryKey : byRef.queryKey}
        skeleton={<Bars rows={10} />}
        works="The page beside it still works."
      >
        {(proof) => <ProofView proof={proof} />}
      </Loaded>
    </div>
  );
}
