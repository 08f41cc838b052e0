import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { RefObject } from 'react';
import { saveFile } from '../../app/save-file.ts';
import { chartToPng, chartToSvg, type ImageWords } from '../export-image.ts';
import classes from './frame.module.css';

interface ExportChartProps {
  readonly chart: RefObject<HTMLElement | null>;
  /** File name without its ending. */
  readonly name: string;
  readonly words: ImageWords;
}

/** Saves the chart as it is drawn now, with its title and its sentence. */
export function ExportChart({ chart, name, words }: ExportChartProps) {
  const save = async (format: 'svg' | 'png'): Promise<void> => {
    const svg = chart.current?.querySelector<SVGSVGElement>('svg[data-chart]');
    if (svg === null || svg === undefined) return;
    try {
      const image =
        format === 'svg' ? new Blob([chartToSvg(svg, words)], { type: 'image/svg+xml' }) : await chartToPng(svg, words);
      saveFile(`${name}.${format}`, image);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const message = `${error.message}. The SVG still works.`;
      notifications.show({ color: 'red', title: 'The image was not saved', message });
    }
  };
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={classes.quiet}>
          Image…
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('png')}>Save as PNG</Menu.Item>
        <Menu.Item onClick={() => void save('svg')}>Save as SVG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
