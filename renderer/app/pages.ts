/** The pages that exist, in the order of the navigation. A group without pages is not shown. */
export const PAGES = [
  { path: '/executive', title: 'Executive summary', group: 'Overview', key: 'x', count: null },
  { path: '/finance', title: 'Finance', group: 'Overview', key: 'f', count: null },
  { path: '/growth', title: 'Growth', group: 'Overview', key: 'g', count: null },
  { path: '/journeys', title: 'Journeys', group: 'Overview', key: 'j', count: null },
  { path: '/experiments', title: 'Experiments', group: 'Learn', key: 'l', count: 'experimentsRunning' },
  { path: '/creative-tests', title: 'Creative tests', group: 'Learn', key: 't', count: 'creativeTests' },
  { path: '/insights', title: 'RL Insights', group: 'Learn', key: 'i', count: null },
  { path: '/cells', title: 'Explore cells', group: 'Grow', key: 'c', count: 'cellsToLook' },
  { path: '/approvals', title: 'Approvals', group: 'Govern', key: 'a', count: 'approvalsWaiting' },
  { path: '/sync', title: 'Sync and audit', group: 'Govern', key: 's', count: 'deadLetters' },
  { path: '/data', title: 'Data health', group: 'Govern', key: 'd', count: null },
  { path: '/settings', title: 'Settings', group: 'Govern', key: 'e', count: null },
] as const;

export const GROUPS = ['Overview', 'Learn', 'Grow', 'Scale', 'Govern'] as const;

export type PagePath = (typeof PAGES)[number]['path'];
