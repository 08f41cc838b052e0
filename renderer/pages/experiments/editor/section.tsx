import type { ReactNode } from 'react';
import { EditorPart } from '../../../components/editor/editor-part.tsx';

/** The parts of a design in the order they are written, with the fields each holds. */
export const SECTIONS = [
  { id: 'what', title: 'What', fields: /^(name|key|hypothesis|flag|seed|hashVersion|sticky)/ },
  { id: 'who', title: 'Who', fields: /^(unit|targeting|coverage|namespace|holdout)/ },
  { id: 'variations', title: 'Variations', fields: /^(variations|weights|defaultValue|valueType)/ },
  { id: 'metrics', title: 'Metrics', fields: /^metrics/ },
  { id: 'rule', title: 'Decision rule', fields: /^rule/ },
  { id: 'plan', title: 'Plan and power', fields: /^plan/ },
  { id: 'review', title: 'Review and start', fields: /^$/ },
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

export const sectionDomId = (id: SectionId): string => `design-${id}`;

interface SectionProps {
  readonly id: SectionId;
  /** One line: what this part decides. */
  readonly line: string;
  readonly children: ReactNode;
}

/** One part of the design on its card. */
export function DesignSection({ id, line, children }: SectionProps) {
  const title = SECTIONS.find((section) => section.id === id)?.title ?? '';
  return (
    <EditorPart id={sectionDomId(id)} title={title} line={line}>
      {children}
    </EditorPart>
  );
}
