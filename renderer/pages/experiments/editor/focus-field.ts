import { focusField as focusAt } from '../../../components/editor/focus-field.ts';
import { SECTIONS, sectionDomId } from './section.tsx';

/** Puts the focus on the field at a path; on its part of the page when it has no field. */
export function focusField(path: string): void {
  const section = SECTIONS.find(({ fields }) => fields.test(path));
  focusAt(path, section === undefined ? null : document.getElementById(sectionDomId(section.id)));
}
