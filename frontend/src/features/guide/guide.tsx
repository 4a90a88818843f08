import { type Inline, parseInline } from '@/lib/markdown';
import text from './connect-ozon.json';

type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'listing'; items: string[]; is_ordered: boolean }
  | { kind: 'table'; head: string[]; rows: string[][] };

/** The guide for connecting Ozon, as `docs/connect-ozon.md` has it; there it is in Russian alone. */
export default function Guide() {
  return (
    <div lang="ru" className="space-y-3 text-ink2">
      {(text as Block[]).slice(1).map((block, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
        <Piece key={place} block={block} />
      ))}
    </div>
  );
}

function Piece({ block }: { block: Block }) {
  if (block.kind === 'heading') return <h3 className="pt-3 font-semibold text-ink">{block.text}</h3>;
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Words text={block.text} />
      </p>
    );
  }
  if (block.kind === 'listing') {
    const List = block.is_ordered ? 'ol' : 'ul';
    return (
      <List
        className={`space-y-1.5 pl-5 marker:text-ink3 ${block.is_ordered ? 'list-decimal' : 'list-disc'}`}
      >
        {block.items.map((item) => (
          <li key={item}>
            <Words text={item} />
          </li>
        ))}
      </List>
    );
  }
  const [, , code] = block.head;
  return (
    <dl className="divide-y divide-line border-y border-line">
      {block.rows.map(([happened = '', remedy = '', name = '']) => (
        <div key={name} className="py-2.5">
          <dt className="font-medium text-ink">{happened}</dt>
          <dd>{remedy}</dd>
          <dd className="text-sm text-ink3">
            {code}: <Words text={name} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Words({ text }: { text: string }) {
  return parseInline(text).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
    <Part key={place} part={part} />
  ));
}

function Part({ part }: { part: Inline }) {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'code') return <code className="text-sm">{part.text}</code>;
  if (part.kind === 'link') {
    return (
      <a href={part.href} target="_blank" rel="noopener noreferrer" className="text-accent underline">
        {part.label}
      </a>
    );
  }
  return (
    <strong className="font-medium text-ink">
      {part.children.map((child, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes while it is shown
        <Part key={place} part={child} />
      ))}
    </strong>
  );
}
