/** Lets go of an answer that nobody reads: its body would keep the connection busy. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}
