export type Shown = {
  /** Of what these rows are the answer; another filter starts anew. */
  source: string;
  ids: string[];
  pages: number;
  /** The selection the order was last settled for. */
  selected: string | null;
};

export type Incoming = { source: string; pages: string[][]; selected: string | null; hold: boolean };

/**
 * The order on the screen. While it is held rows stay where they are: further pages are added below, chats that
 * left the view remain until the selection moves on, new ones wait behind the bar.
 */
export function settleOrder(shown: Shown | null, incoming: Incoming): Shown {
  const server = incoming.pages.flat();
  // A list that shows nothing has no row to keep in its place.
  const nothing = shown === null || shown.ids.length === 0;
  if (nothing || shown.source !== incoming.source || !incoming.hold) return replaced(shown, incoming, server);

  let ids = shown.ids;
  if (incoming.pages.length > shown.pages) {
    const known = new Set(ids);
    ids = [
      ...ids,
      ...incoming.pages
        .slice(shown.pages)
        .flat()
        .filter((id) => !known.has(id)),
    ];
  }
  if (incoming.selected !== shown.selected) {
    const present = new Set(server);
    const kept = ids.filter((id) => present.has(id) || id === incoming.selected);
    if (kept.length !== ids.length) ids = kept;
  }
  return keepIfSame(shown, { ...shown, ids, pages: incoming.pages.length, selected: incoming.selected });
}

function replaced(shown: Shown | null, incoming: Incoming, server: string[]): Shown {
  const next = {
    source: incoming.source,
    ids: [...new Set(server)],
    pages: incoming.pages.length,
    selected: incoming.selected,
  };
  return shown === null ? next : keepIfSame(shown, next);
}

function keepIfSame(before: Shown, after: Shown): Shown {
  const same =
    before.source === after.source &&
    before.pages === after.pages &&
    before.selected === after.selected &&
    before.ids.length === after.ids.length &&
    before.ids.every((id, index) => id === after.ids[index]);
  return same ? before : after;
}

const SETTLED = { fresh: 0, moved: false };

/** What waits behind the bar: chats not shown yet, and whether the shown ones would stand otherwise. */
export function pendingOrder(shown: string[], pages: string[][]): { fresh: number; moved: boolean } {
  const server = pages.flat();
  if (server.length === shown.length && server.every((id, index) => id === shown[index])) return SETTLED;
  const visible = new Set(shown);
  const present = new Set(server);
  const common = server.filter((id) => visible.has(id));
  const standing = shown.filter((id) => present.has(id));
  return {
    fresh: server.filter((id) => !visible.has(id)).length,
    moved: common.some((id, index) => id !== standing[index]),
  };
}
