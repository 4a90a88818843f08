/**
 * Our own ids are strings everywhere but in paths, which the description of the API types as integers. They are
 * counted from one and far below 2^53, unlike a marketplace's; what is no number is answered with 404.
 */
export function pathId(id: string): number {
  return Number(id);
}
