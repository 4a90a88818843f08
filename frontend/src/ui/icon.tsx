const PATHS = {
  inbox: 'M3 11.5 5 4.5h10l2 7v4H3v-4Zm0 0h4l1 2h4l1-2h4',
  flame: 'M10 2.5c.5 3 4.5 4.5 4.5 9a4.5 4.5 0 0 1-9 0c0-2 1-3 2-4 .2 1.2.7 1.8 1.3 2C8.5 7 9 4.5 10 2.5Z',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5m-11.5 0h13M8.5 16.5a1.5 1.5 0 0 0 3 0',
  mail: 'M3 5h14v10H3zm0 .5 7 5.5 7-5.5',
  alert: 'M10 3 18 16.5H2L10 3Zm0 5v4m0 2.2v.1',
  triangle: 'M10 3.5 17.5 16.5h-15L10 3.5Zm0 5v4m0 1.8v.1',
  check: 'm4 10.5 4 4 8-9',
  'double-check': 'm2 10.5 4 4 7.5-9m-4.5 8 1.3 1.3L18 5.5',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.5V10l2.5 1.5',
  theme: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 0v14m2-13v12m2-10.5v9',
  moon: 'M16 12A6.5 6.5 0 0 1 8 4a6.5 6.5 0 1 0 8 8Z',
  hourglass: 'M5.5 3h9m-9 14h9M6.5 3c0 4 7 4.5 7 7s-7 3-7 7m7-14c0 4-7 4.5-7 7s7 3 7 7',
  chats: 'M3 4h11v8H8l-3 2.5V12H3V4Zm13 4h1.5v7H16v2l-2.5-2H10',
  all: 'M3 5.5h14M3 10h14M3 14.5h14',
  chart: 'M3 16.5h14M5.5 13.5v-4m4.5 4v-9m4.5 9V7',
  settings: 'M3 6h7m4 0h3M3 14h3m4 0h7M12 4v4M8 12v4',
  pulse: 'M2 10h4l2-5 4 10 2-5h4',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5 4 4',
  close: 'm5 5 10 10M15 5 5 15',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  forward: 'M8 4.5 13.5 10 8 15.5',
  down: 'M10 4v12m-5-5 5 5 5-5',
  chevron: 'm5.5 8 4.5 4.5L14.5 8',
  send: 'm3 10 14-6.5-4 13.5-3.5-5L3 10Zm6.5 2L17 3.5',
  clip: 'm15.5 9-5.8 5.8a3.2 3.2 0 0 1-4.6-4.6l6.3-6.2a2.2 2.2 0 0 1 3.1 3.1l-6.2 6.2a1.1 1.1 0 0 1-1.6-1.6L12 6.5',
  file: 'M5 2.5h6.5L15.5 6.5v11H5v-15Zm6.5 0v4h4',
  image: 'M3 4h14v12H3V4Zm0 9 4-4 4 4 2-2 4 3.5M13 7.5v.1',
  archive: 'M3 4.5h14v3H3v-3Zm1.5 3v9h11v-9M8 10.5h4',
  copy: 'M7 7h9.5v9.5H7V7ZM13 7V3.5H3.5V13H7',
  lock: 'M5 9h10v8H5V9Zm2 0V6.5a3 3 0 0 1 6 0V9',
  key: 'M7 9.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Zm2.5 1L16.5 3.5M14 6l2 2',
  shop: 'M3.5 8.5 5 3.5h10l1.5 5m-13 0v8h13v-8m-13 0h13M8 16.5v-4h4v4',
  user: 'M10 3.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM4 16.5c.5-3 3-4.5 6-4.5s5.5 1.5 6 4.5',
  exit: 'M12 4H4v12h8m-4-6h9m-3-3 3 3-3 3',
  plus: 'M10 4v12M4 10h12',
  pause: 'M7 4.5v11M13 4.5v11',
  refresh: 'M16 10a6 6 0 1 1-2-4.5M16 3.5v3h-3',
  question: 'M7.5 7.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 2.5v.1M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Z',
  offline: 'M3 3l14 14M6 8.5A6.5 6.5 0 0 0 4 10m12 0a8.5 8.5 0 0 0-5-2.5M7.5 13a4 4 0 0 1 5 0M10 16v.1',
  template: 'M4 3.5h12v13H4v-13ZM7 7h6m-6 3h6m-6 3h3',
  ticks: 'm3 6 1.5 1.5L7.5 4M3 14l1.5 1.5 3-3.5M10.5 6H17m-6.5 8H17',
  panel: 'M3 4h14v12H3V4Zm9 0v12',
  external: 'M11 4h5v5m0-5-7 7M8 5H4v11h11v-4',
} as const;

export type IconName = keyof typeof PATHS;

/** A quiet line icon. It never stands alone for a meaning: words are beside it or hidden with it. */
export function Icon({ name, size = 18, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${className ?? ''}`}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
