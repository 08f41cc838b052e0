import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** Each test by itself, or all of them as one family. */
export function ViewSwitch() {
  const { view } = useSearch({ from: '/creative-tests' });
  const navigate = useNavigate({ from: '/creative-tests' });
  return (
    <SegmentedControl
      size="xs"
      aria-label="How the tests are read"
      value={view ?? 'one'}
      data={[
        { value: 'one', label: 'One by one' },
        { value: 'together', label: 'All together' },
      ]}
      onChange={(value) =>
        void navigate({
          search: (now) => ({ ...now, view: value === 'together' ? 'together' : undefined, which: undefined }),
        })
      }
    />
  );
}
