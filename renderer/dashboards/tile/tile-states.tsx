import { Button, Skeleton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { TileSize } from '../../../engine/contract/index.ts';
import { toFailure } from '../../app/failure.ts';
import { Chip } from '../../components/chip.tsx';
import classes from './tile.module.css';

/** Grey in the shape of what will be there. */
export function TileSkeleton({ size }: { readonly size: TileSize }) {
  return (
    <div aria-hidden="true">
      {size === 'figure' ? (
        <>
          <Skeleton height={22} width="52%" radius="sm" mt={6} />
          <Skeleton height={11} width="78%" radius="sm" mt={9} />
          <Skeleton height={30} radius="sm" mt={12} />
        </>
      ) : (
        <>
          <Skeleton height={12} width="64%" radius="sm" mt={4} />
          <Skeleton height={236} radius="sm" mt={14} />
        </>
      )}
    </div>
  );
}

const SLOW_MS = 2_000;

/** After two seconds: that it takes long, and a way out. */
export function Slow({ onCancel }: { readonly onCancel: () => void }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(true), SLOW_MS);
    return () => window.clearTimeout(timer);
  }, []);
  if (!slow) return <span className="visually-hidden">Loading</span>;
  return (
    <div className={classes.waiting} role="status">
      This takes longer than usual
      <Button size="compact-xs" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

/** The query was cancelled; what is below it, if anything, is older. */
export function Cancelled({ hasOld, onRetry }: { readonly hasOld: boolean; readonly onRetry: () => void }) {
  const again = (
    <Button size="compact-xs" onClick={onRetry}>
      Try again
    </Button>
  );
  if (hasOld)
    return (
      <div className={classes.waiting} role="status">
        Cancelled; this is what it was before {again}
      </div>
    );
  return (
    <div className={classes.state}>
      <h3>Cancelled</h3>
      <p>Nothing was changed. Load it when you are ready.</p>
      <div className={classes.buttons}>{again}</div>
    </div>
  );
}

interface TileFailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Brings a comparison back, where the tile needs one. */
  readonly onCompare: () => void;
}

/** Why a tile has nothing to show: no data yet, no comparison, or a failure with its code. The others live on. */
export function TileFailed({ error, onRetry, onCompare }: TileFailedProps) {
  const { code, message, next } = toFailure(error);
  const navigate = useNavigate();
  if (code === 'NO_DATA')
    return (
      <div className={classes.state}>
        <h3>{message}</h3>
        <p>{next}</p>
        <div className={classes.buttons}>
          <Button onClick={() => void navigate({ to: '/data' })}>Open Data health</Button>
        </div>
      </div>
    );
  if (code === 'NO_COMPARISON')
    return (
      <div className={classes.state}>
        <h3>{message}</h3>
        <p>{next}</p>
        <div className={classes.buttons}>
          <Button onClick={onCompare}>Compare with the days before</Button>
        </div>
      </div>
    );
  return (
    <div className={classes.state} role="alert">
      <Chip tone="neg">✕ failed</Chip>
      <h3>{message}</h3>
      <p>{next} The other tiles still work.</p>
      <p>
        Code <span className="mono">{code}</span>
      </p>
      <div className={classes.buttons}>
        <Button onClick={onRetry}>Try again</Button>
      </div>
    </div>
  );
}

/** The answer has no rows: most likely the filters leave nothing. */
export function NoRows({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  return (
    <div className={classes.state}>
      <h3>Nothing in this period</h3>
      <p>{isFiltered ? 'The filters leave no rows.' : 'The sources have no rows for these days.'}</p>
      {isFiltered && (
        <div className={classes.buttons}>
          <Button onClick={onClear}>Clear the filters</Button>
        </div>
      )}
    </div>
  );
}
