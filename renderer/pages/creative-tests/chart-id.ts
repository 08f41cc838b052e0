/** The element that holds the chart of the selected test, for the export menu. */
export const CHART_ID = 'test-chart';
