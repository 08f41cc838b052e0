import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CellVocabulary, ExploreCellBoard } from '../../../../engine/contract/index.ts';
import { api } from '../../../app/client.ts';
import { Card } from '../../../components/card.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import type { CellEditorSearch } from '../search.ts';
import { CellEditor } from './cell-editor.tsx';
import { type CellValues, newCell, toValues } from './values.ts';

const boardOptions = api.cells.board.queryOptions();
const vocabularyOptions = api.cells.vocabulary.queryOptions();
const WORKS = 'The cells there are still work.';
const SKELETON = <Bars rows={10} height={24} />;

/** The editor: of a planned cell, of a new one, or of one like another. */
export function CellEditorPage() {
  const search = useSearch({ from: '/cells/edit' });
  useEffect(() => {
    document.title = 'Plan of a cell · Growth Workbench';
  }, []);
  return <Editor key={JSON.stringify([search.key, search.like, search.channel, search.segment])} search={search} />;
}

function Editor({ search }: { readonly search: CellEditorSearch }) {
  const board = useQuery(boardOptions);
  const vocabulary = useQuery(vocabularyOptions);
  if (board.data !== undefined && vocabulary.data !== undefined)
    return <Opened board={board.data} vocabulary={vocabulary.data} search={search} />;
  return (
    <Page
      title="Plan of a cell"
      line="One thing tried on one audience in one channel; nothing runs until it is started"
    >
      {vocabulary.data === undefined ? (
        <Loaded query={vocabulary} queryKey={vocabularyOptions.queryKey} framed="all" skeleton={SKELETON} works={WORKS}>
          {() => null}
        </Loaded>
      ) : (
        <Loaded query={board} queryKey={boardOptions.queryKey} framed="all" skeleton={SKELETON} works={WORKS}>
          {() => null}
        </Loaded>
      )}
    </Page>
  );
}

interface OpenedProps {
  readonly board: ExploreCellBoard;
  readonly vocabulary: CellVocabulary;
  readonly search: CellEditorSearch;
}

/** Takes the first values once: what is read anew later must not touch what was typed. */
function Opened({ board, vocabulary, search }: OpenedProps) {
  const navigate = useNavigate();
  const find = (key: string | undefined) => board.cells.find(({ cell }) => cell.design.key === key)?.cell;
  const [own] = useState(() => find(search.key));
  const [initial] = useState((): CellValues => {
    if (own !== undefined) return toValues(own.design);
    const model = find(search.like);
    const empty = newCell({ dataThrough: vocabulary.dataThrough, channel: search.channel, segment: search.segment });
    if (model === undefined) return empty;
    return { ...toValues(model.design), key: '', name: '', firstDay: empty.firstDay, lastDay: empty.lastDay };
  });
  if (search.key !== undefined && own?.status !== 'planned')
    return (
      <Page title="Plan of a cell" line="Nothing was changed">
        <Card>
          <Empty
            title={own === undefined ? 'There is no such cell' : 'It can not be changed any more'}
            why={
              own === undefined
                ? `Nothing on the grid has the key ${search.key}.`
                : `It is ${own.status}: the plan of a cell is fixed when it starts.`
            }
            action={<Button onClick={() => void navigate({ to: '/cells' })}>Show all cells</Button>}
          />
        </Card>
      </Page>
    );
  const taken = board.cells.map(({ cell }) => cell.design.key).filter((key) => key !== search.key);
  return <CellEditor initial={initial} isNew={own === undefined} taken={taken} vocabulary={vocabulary} />;
}
