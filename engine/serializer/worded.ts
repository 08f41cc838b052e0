/** Names that are not written as their ids are. */
const PROPER: Readonly<Record<string, string>> = { tiktok: 'TikTok', youtube: 'YouTube', linkedin: 'LinkedIn' };

/** An id of the data as people write it: "google_search" is "Google search". */
export const worded = (id: string): string => {
  const proper = PROPER[id];
  if (proper !== undefined) return proper;
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
