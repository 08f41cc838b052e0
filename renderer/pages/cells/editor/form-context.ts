import { createFormContext } from '@mantine/form';
import type { CellValues } from './values.ts';

/** The form of the editor: its values, what is wrong with them, and the properties of each field. */
export const [CellFormProvider, useCellForm, useCell] = createFormContext<CellValues>();
