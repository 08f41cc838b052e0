import { expect, it } from 'vitest';
import { worded } from './worded.ts';

it('names of the data are written as people write them', () => {
  expect(['google_search', 'near_retirement', 'meta', 'tiktok', 'youtube', ''].map(worded)).toEqual([
    'Google search',
    'Near retirement',
    'Meta',
    'TikTok',
    'YouTube',
    '',
  ]);
});
