/** An id on its way into an address. What is no id, such as a word typed into the address bar, is answered with 404. */
export function pathId(id: string): string {
  return id;
}
