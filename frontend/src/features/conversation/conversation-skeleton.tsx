const BUBBLES = [
  { key: 'a', width: 'w-64', side: 'self-start' },
  { key: 'b', width: 'w-80', side: 'self-start' },
  { key: 'c', width: 'w-72', side: 'self-end' },
  { key: 'd', width: 'w-48', side: 'self-start' },
];

export function ConversationSkeleton() {
  return (
    <div aria-hidden="true" className="flex h-full flex-col">
      <div className="h-16 border-b border-line bg-panel px-5 py-3.5">
        <div className="skeleton h-4 w-1/3" />
        <div className="skeleton mt-2 h-3 w-1/4" />
      </div>
      <FeedSkeleton />
    </div>
  );
}

export function FeedSkeleton() {
  return (
    <div className="flex flex-1 flex-col justify-end gap-3 p-5">
      {BUBBLES.map((bubble) => (
        <div
          key={bubble.key}
          className={`skeleton h-14 max-w-full !rounded-lg ${bubble.width} ${bubble.side}`}
        />
      ))}
    </div>
  );
}

/** The place of the answer in its final height, so that nothing jumps when it comes. */
export function ComposerSkeleton() {
  return <div aria-hidden="true" className="h-[106px] shrink-0 border-t border-line bg-panel" />;
}
