/** What the palette finds; the words of its field, here and in the top bar. */
export const SEARCH_WORDS = 'Search pages, metrics, views, tests';
