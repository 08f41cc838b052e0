import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { ADVICE_LOOKS, CELL_LOOKS } from '../../components/cell-looks.ts';
import { VERDICTS } from '../../components/verdict-chip.tsx';
import { STATUS_LOOKS, VERDICT_LOOKS } from '../../pages/experiments/looks.ts';
import { useDensity } from '../../stores/density.ts';
import { useSignIn } from '../../stores/sign-in.ts';
import { api } from '../client.ts';
import { PAGES } from '../pages.ts';
import { experimentNames } from '../queries.ts';
import { SEARCH_WORDS } from './search-words.ts';
import { useDashboardActions } from './use-dashboard-actions.ts';

/** How many entries are offered at once. */
const LIMIT = 12;

/** `Ctrl/Cmd-K`: pages, metrics, saved views, experiments, tests and actions by a few letters of their name. */
export function Palette({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const router = useRouter();
  const dashboards = useDashboardActions();
  const tests = useQuery(api.creativeTests.list.queryOptions({ enabled: false }));
  const experiments = useQuery({ ...experimentNames, enabled: dashboards.isAsked });
  const bandits = useQuery(api.bandits.list.queryOptions({ enabled: dashboards.isAsked }));
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const other = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark';
  const toggleDensity = useDensity((state) => state.toggle);
  const signIn = useSignIn((state) => state.ask);
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Pages',
      actions: PAGES.map((page) => ({
        id: page.path,
        label: page.title,
        description: `${page.group} · G ${page.key.toUpperCase()}`,
        onClick: () => void router.navigate({ to: page.path }),
      })),
    },
    ...dashboards.groups,
    {
      group: 'Actions',
      actions: [
        {
          id: 'new-experiment',
          label: 'Write a new experiment…',
          onClick: () => void router.navigate({ to: '/experiments/edit' }),
        },
        {
          id: 'flags',
          label: 'Turn flags on or off',
          onClick: () => void router.navigate({ to: '/experiments', search: { tab: 'flags' } }),
        },
        { id: 'plan-cells', label: 'Plan cells…', onClick: () => void router.navigate({ to: '/cells/plan' }) },
        { id: 'new-cell', label: 'Write a new cell…', onClick: () => void router.navigate({ to: '/cells/edit' }) },
        { id: 'import', label: 'Import a drop…', onClick: () => void router.navigate({ to: '/data' }) },
        { id: 'sign-in', label: 'Sign in…', onClick: signIn },
        { id: 'theme', label: `Use the ${other} theme`, onClick: () => setColorScheme(other) },
        { id: 'density', label: 'Change the density of rows', onClick: toggleDensity },
        { id: 'keys', label: 'Show all keys', onClick: onShowKeys },
      ],
    },
    {
      group: 'Experiments',
      actions: (experiments.data?.experiments ?? []).map((row) => ({
        id: `experiment ${row.key}`,
        label: row.name,
        description: [
          STATUS_LOOKS[row.status].word,
          ...(row.verdict === null ? [] : [VERDICT_LOOKS[row.verdict.state].word]),
          ...(row.goal === null ? [] : [row.goal.name]),
        ].join(' · '),
        onClick: () => void router.navigate({ to: '/experiments', search: { key: row.key } }),
      })),
    },
    {
      group: 'Explore cells',
      actions: (bandits.data?.bandits ?? []).map((row) => ({
        id: `bandit ${row.key}`,
        label: row.name,
        description: ['RL Insights', CELL_LOOKS[row.status].word, ADVICE_LOOKS[row.advice.kind].word].join(' · '),
        onClick: () => void router.navigate({ to: '/insights', search: { key: row.key } }),
      })),
    },
    {
      group: 'Creative tests',
      actions: (tests.data?.tests ?? []).map((test) => ({
        id: test.testId,
        label: test.name,
        description: `${VERDICTS[test.verdict].word} · ${formatCounted(test.variants, 'variant')}`,
        onClick: () => void router.navigate({ to: '/creative-tests', search: { test: test.testId } }),
      })),
    },
  ];
  return (
    <Spotlight
      actions={groups}
      limit={LIMIT}
      lockScroll={false}
      shortcut={['mod + K']}
      onSpotlightOpen={dashboards.load}
      tagsToIgnore={[]}
      nothingFound="Nothing has these letters in its name"
      searchProps={{ placeholder: SEARCH_WORDS, 'aria-label': SEARCH_WORDS }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight={420}
    />
  );
}
