const BEST_LASTS_MS = 5 * 60_000;
const NOISE_MS = 2_000;

let offset = 0;
let best = { roundTrip: Number.POSITIVE_INFINITY, at: 0, drift: 0 };

/** Learns how far the local clock is off, from the fastest answer of the last minutes. */
export function observeServerTime(date: string | null, startedAt: number, endedAt: number): void {
  const server = date ? Date.parse(date) : Number.NaN;
  const roundTrip = endedAt - startedAt;
  if (Number.isNaN(server) || roundTrip < 0) return;
  // Somebody set the clock, or the computer slept: what was learnt before says nothing any more.
  const drift = Date.now() - performance.now();
  const worn = endedAt - best.at > BEST_LASTS_MS || Math.abs(drift - best.drift) > NOISE_MS;
  if (roundTrip > best.roundTrip && !worn) return;
  best = { roundTrip, at: endedAt, drift };
  // The header is cut to whole seconds, so half a second is added; smaller differences are noise.
  const difference = server + 500 - (startedAt + roundTrip / 2);
  offset = Math.abs(difference) < NOISE_MS ? 0 : difference;
}

/** The server's present moment in milliseconds. */
export function serverNow(): number {
  return Date.now() + offset;
}
