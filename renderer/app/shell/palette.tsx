import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { formatCounted } from '../../../engine/serializer/index.ts';
import { VERDICTS } from '../../components/verdict-chip.tsx';
import { useDensity } from '../../stores/density.ts';
import { useSignIn } from '../../stores/sign-in.ts';
import { api } from '../client.ts';
import { PAGES } from '../pages.ts';
import { SEARCH_WORDS } from './search-words.ts';
import { useDashboardActions } from './use-dashboard-actions.ts';

/** How many entries are offered at once. */
const LIMIT = 12;

/** `Ctrl/Cmd-K`: pages, metrics, saved views, tests and actions by a few letters of their name. */
export function Palette({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const router = useRouter();
  const tests = useQuery(api.creativeTests.list.queryOptions({ enabled: false }));
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const other = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark';
  const toggleDensity = useDensity((state) => state.toggle);
  const signIn = useSignIn((state) => state.ask);
  const dashboards = useDashboardActions();

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
        { id: 'import', label: 'Import a drop…', onClick: () => void router.navigate({ to: '/data' }) },
        { id: 'sign-in', label: 'Sign in…', onClick: signIn },
        { id: 'theme', label: `Use the ${other} theme`, onClick: () => setColorScheme(other) },
        { id: 'density', label: 'Change the density of rows', onClick: toggleDensity },
        { id: 'keys', label: 'Show all keys', onClick: onShowKeys },
      ],
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
