import { Menu } from '@mantine/core';
import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import { saveCsv } from '../../../app/save-file.ts';
import { ExportMenu, ReportItems } from '../../../components/export-menu.tsx';
import { scorecardCsv } from './scorecard-csv.ts';

/** The scorecard as a file, and the report of the experiments. */
export function ResultExport({ read }: { readonly read: ExperimentRead }) {
  return (
    <ExportMenu scrolls>
      {(write) => (
        <>
          <Menu.Label>Scorecard</Menu.Label>
          <Menu.Item onClick={() => saveCsv(`${read.experiment.design.key}-scorecard.csv`, scorecardCsv(read))}>
            As CSV…
          </Menu.Item>
          <ReportItems of="all experiments" page="experiments" write={write} />
        </>
      )}
    </ExportMenu>
  );
}
