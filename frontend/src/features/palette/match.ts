/** What can be chosen; `also` are other words by which people look for it. */
export type Item = { id: string; name: string; also: string; keys?: string; run: () => void };

/** Items with all the words somewhere in them; those used last come first, else the given order. */
export function matching(items: Item[], search: string, recent: string[]): Item[] {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean);
  const rank = (item: Item) => {
    const at = recent.indexOf(item.id);
    return at < 0 ? recent.length : at;
  };
  return items
    .filter((item) => {
      const text = `${item.name} ${item.also}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b));
}
