/** Diagonal lines in the panel's colour over what is not complete. `fill="url(#id)"`. */
export function Hatch({ id, on = 'shape' }: { readonly id: string; readonly on?: 'shape' | 'ground' }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line
          x1={1.5}
          x2={1.5}
          y2={6}
          stroke={on === 'shape' ? 'var(--gw-panel)' : 'var(--gw-ink-3)'}
          strokeWidth={on === 'shape' ? 2.5 : 1}
          strokeOpacity={on === 'shape' ? 0.75 : 0.35}
        />
      </pattern>
    </defs>
  );
}
