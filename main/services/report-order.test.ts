import { describe, expect, it } from 'vitest';
import { tilesOf } from '../../engine/contract/index.ts';
import { inOrder, naming, tilesIn } from './report-order.ts';

describe('what a report is asked for', () => {
  it('is each tile once, in the order of the pages', () => {
    const order = {
      pages: ['finance', 'executive', 'creative'],
      tiles: ['executive.cac', 'growth.trend'],
      formats: ['html'],
    } as const;
    expect(tilesIn(order)).toEqual([...tilesOf('executive'), ...tilesOf('finance'), 'growth.trend']);
    expect(tilesIn({ formats: ['html'] })).toEqual([]);
  });

  it('is called after its one page or tile', () => {
    const failure = { code: 'NO_DATA', message: 'No data.', next: 'Import some.' };
    const cac = { id: 'executive.cac', page: 'executive', title: 'CAC', size: 'figure', reading: { failure } } as const;
    expect(naming({ pages: ['executive'], formats: ['html'] }, [cac])).toEqual({
      name: 'executive',
      title: 'Executive summary',
    });
    expect(naming({ tiles: ['executive.cac'], formats: ['html'] }, [cac])).toEqual({
      name: 'executive.cac',
      title: 'CAC',
    });
    expect(naming({ pages: ['executive', 'growth'], formats: ['html'] }, [cac])).toEqual({
      name: 'report',
      title: 'Executive summary, Growth',
    });
    expect(naming({ tiles: ['executive.cac', 'growth.trend'], formats: ['html'] }, [cac, cac])).toEqual({
      name: 'report',
      title: 'Chosen tiles',
    });
  });

  it('writes what needs most last, and nothing twice', () => {
    expect(inOrder(['pdf', 'html', 'pdf', 'csv'])).toEqual(['html', 'csv', 'pdf']);
  });
});
