/** Brings the field at a path into view and puts the focus there; `otherwise` where the path has no field of its own. */
export function focusField(path: string, otherwise: HTMLElement | null = null): void {
  const target = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`) ?? otherwise;
  // A field may be in a part that is folded away.
  target?.closest('details')?.setAttribute('open', '');
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
