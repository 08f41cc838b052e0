/** `summary`: nothing by what units were at their first exposure, and rows that were read are not counted. */
export type ReadDetail = 'whole' | 'summary';
