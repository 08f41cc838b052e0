import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { api } from '../../../app/client.ts';
import { experimentListing as list } from '../../../app/queries.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import type { EditorSearch } from '../search.ts';
import { DesignEditor } from './design-editor.tsx';
import { fromData } from './from-data.ts';
import { toValues } from './to-values.ts';
import { type DesignValues, newDesign } from './values.ts';

/** The editor: of a draft, of a new design, of one for an experiment in the data, or of one like another. */
export function EditorPage() {
  const search = useSearch({ from: '/experiments/edit' });
  const { key, from, like } = search;
  useEffect(() => {
    document.title = 'Design of an experiment · Growth Workbench';
  }, []);
  return <Editor key={[key, from, like].join(' ')} search={search} />;
}

function Waiting({ children }: { readonly children: ReactNode }) {
  return (
    <Page title="Design of an experiment" line="A draft until it is started; from then on its design is fixed">
      {children}
    </Page>
  );
}

function Editor({ search }: { readonly search: EditorSearch }) {
  const experiments = useQuery(list);
  const model = search.key ?? search.like;
  const options = api.experiments.result.queryOptions({ input: { key: model ?? '' } });
  const result = useQuery({ ...options, enabled: model !== undefined });
  const skeleton = <Bars rows={10} height={24} />;
  const works = 'The other experiments still work.';
  // What is in the data without a design is not known from the records alone.
  if (experiments.data === undefined || experiments.data.reading === 'record')
    return (
      <Waiting>
        <Loaded query={experiments} queryKey={list.queryKey} framed="all" skeleton={skeleton} works={works}>
          {() => skeleton}
        </Loaded>
      </Waiting>
    );
  if (model !== undefined && result.data === undefined)
    return (
      <Waiting>
        <Loaded query={result} queryKey={options.queryKey} framed="all" skeleton={skeleton} works={works}>
          {() => null}
        </Loaded>
      </Waiting>
    );
  const begin = (): DesignValues => {
    const design = result.data?.read.experiment.design;
    if (design !== undefined && search.key !== undefined) return toValues(design);
    if (design !== undefined) return { ...toValues(design), key: '', name: '', flag: '', seed: '' };
    const found = experiments.data.undefined.find(({ key }) => key === search.from);
    return found === undefined ? newDesign() : fromData(found);
  };
  return <Opened begin={begin} isNew={search.key === undefined} list={experiments.data} />;
}

/** Takes the first values once: what is read anew later must not touch what was typed. */
function Opened({
  begin,
  ...rest
}: { readonly begin: () => DesignValues } & Omit<Parameters<typeof DesignEditor>[0], 'initial'>) {
  const [initial] = useState(begin);
  return <DesignEditor {...rest} initial={initial} />;
}
