let offset = 0;
let bestRoundTrip = Number.POSITIVE_INFINITY;

/** Learns how far the local clock is off, from the answer that came back fastest. */
export function observeServerTime(date: string | null, startedAt: number, endedAt: number): void {
  const server = date ? Date.parse(date) : Number.NaN;
  const roundTrip = endedAt - startedAt;
  if (Number.isNaN(server) || roundTrip > bestRoundTrip) return;
  bestRoundTrip = roundTrip;
  // The header is cut to whole seconds, so half a second is added; smaller differences are noise.
  const difference = server + 500 - (startedAt + roundTrip / 2);
  offset = Math.abs(difference) < 2000 ? 0 : difference;
}

/** The server's present moment in milliseconds. */
export function serverNow(): number {
  return Date.now() + offset;
}
