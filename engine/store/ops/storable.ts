/** Postgres text can not hold NUL; the JSON documents keep it escaped. */
export const storable = (value: string): string => value.replaceAll('\u0000', '\uFFFD');
