import { useEffect } from 'react';
import { placesOf } from './places';

const NAMES = ['found', 'found-now'] as const;

/** Paints the words in the messages that are drawn; the page itself is not touched. */
export function useHighlights(words: string, current: string | undefined): void {
  useEffect(() => {
    const feed = document.querySelector('#conversation [role=feed]');
    if (!feed || words === '' || !('highlights' in CSS)) return;
    const paint = () => {
      const ranges: Record<(typeof NAMES)[number], Range[]> = { found: [], 'found-now': [] };
      for (const row of feed.querySelectorAll('[data-item^=message-]')) {
        const name = row.getAttribute('data-item') === `message-${current}` ? 'found-now' : 'found';
        ranges[name].push(...rangesIn(row, words));
      }
      for (const name of NAMES) CSS.highlights.set(name, new Highlight(...ranges[name]));
    };
    paint();
    const observer = new MutationObserver(paint);
    observer.observe(feed, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      for (const name of NAMES) CSS.highlights.delete(name);
    };
  }, [words, current]);
}

function rangesIn(row: Element, words: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const start of placesOf(node.textContent ?? '', words)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + words.length);
      ranges.push(range);
    }
  }
  return ranges;
}
