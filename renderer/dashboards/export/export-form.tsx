import { Button, Checkbox } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ReportFormat, ReportRequest, TileId, TilePage } from '../../../engine/contract/index.ts';
import { isTileId, TILES, tilesOf } from '../../../engine/contract/tiles.ts';
import classes from './export.module.css';

const FORMATS = [
  { value: 'pdf', label: 'PDF', says: 'to print and send' },
  { value: 'html', label: 'HTML', says: 'one file, opens anywhere' },
  { value: 'xlsx', label: 'Workbook', says: 'XLSX, a sheet a tile' },
  { value: 'csv', label: 'CSV', says: 'a file a tile' },
  { value: 'parquet', label: 'Parquet', says: 'a file a tile' },
  { value: 'png', label: 'PNG', says: 'a picture a chart' },
] as const satisfies readonly { readonly value: ReportFormat; readonly label: string; readonly says: string }[];

const isFormat = (text: string): text is ReportFormat => FORMATS.some(({ value }) => value === text);

type Choice = Pick<ReportRequest, 'pages' | 'tiles' | 'formats'>;

interface ExportFormProps {
  readonly page: TilePage;
  readonly onExport: (choice: Choice) => void;
}

/** Which tiles, and as what. Where to is asked afterwards. */
export function ExportForm({ page, onExport }: ExportFormProps) {
  const all = tilesOf(page);
  const [formats, setFormats] = useState<readonly ReportFormat[]>(['pdf']);
  const [tiles, setTiles] = useState<readonly TileId[]>(all);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const whole = tiles.length === all.length;
    onExport({ formats, ...(whole ? { pages: [page] } : { tiles: all.filter((tile) => tiles.includes(tile)) }) });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Checkbox.Group
        label="As"
        value={[...formats]}
        onChange={(next) => setFormats(next.filter(isFormat))}
        className={classes.group}
      >
        <div className={classes.formats}>
          {FORMATS.map(({ value, label, says }, index) => (
            <Checkbox
              key={value}
              value={value}
              size="xs"
              label={label}
              description={says}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group label="Tiles" value={[...tiles]} onChange={(next) => setTiles(next.filter(isTileId))}>
        <div className={classes.tiles}>
          {all.map((tile) => (
            <Checkbox key={tile} value={tile} size="xs" label={TILES[tile].title} />
          ))}
        </div>
      </Checkbox.Group>
      <p className={classes.says}>
        Each file says its period, filters, zone, how fresh the data are, and the proof of its numbers.
      </p>
      <div className={classes.buttons}>
        <Button onClick={() => setTiles(tiles.length === all.length ? [] : all)}>
          {tiles.length === all.length ? 'No tiles' : 'All tiles'}
        </Button>
        <Button type="submit" variant="filled" disabled={formats.length === 0 || tiles.length === 0}>
          Choose folder…
        </Button>
      </div>
    </form>
  );
}
