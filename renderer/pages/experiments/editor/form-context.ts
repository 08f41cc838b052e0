import { createFormContext } from '@mantine/form';
import type { DesignValues } from './values.ts';

/** The form of the editor: its values, what is wrong with them, and the properties of each field. */
export const [DesignFormProvider, useDesignForm, useDesign] = createFormContext<DesignValues>();
