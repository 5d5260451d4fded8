/** Papers that one picture holds. */
export const papersPerPage = 6;

/** The page with the paper that is spoken about; while nothing is, the one with the first that is still missing. */
export function paperPage(ticked: readonly boolean[], spoken: number | null): number {
  const missing = ticked.findIndex((each) => !each);
  return Math.floor(Math.max(0, spoken ?? missing) / papersPerPage);
}
