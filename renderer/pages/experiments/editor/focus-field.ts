import { SECTIONS, sectionDomId } from './section.tsx';

/** Brings the field at a path into view and puts the focus there; its part of the page when it has no field. */
export function focusField(path: string): void {
  const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  const section = SECTIONS.find(({ fields }) => fields.test(path));
  const target = field ?? (section === undefined ? null : document.getElementById(sectionDomId(section.id)));
  // A field may be in a part that is folded away.
  target?.closest('details')?.setAttribute('open', '');
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
