import { useLingui } from '@lingui/react/macro';
import { Fragment, type ReactNode, useMemo } from 'react';
import { isOwnDomain } from '@/domain/marketplace/domains';
import { type Inline, linkDomains, parseInline } from '@/lib/markdown';

/** Marketplace text as elements, never as HTML; line breaks stay. */
export function RichText({ text }: { text: string }) {
  const { t } = useLingui();
  const nodes = useMemo(() => parseInline(text), [text]);
  const foreign = useMemo(() => linkDomains(text).some((domain) => !isOwnDomain(domain)), [text]);
  return (
    <>
      <span className="break-words whitespace-pre-wrap">
        {nodes.map((node, index) => draw(node, `${index}`))}
      </span>
      {foreign ? (
        <span className="mt-1 block text-xs text-warn">{t`Ссылка ведёт за пределы Ozon`}</span>
      ) : null}
    </>
  );
}

function draw(node: Inline, key: string): ReactNode {
  switch (node.kind) {
    case 'text':
      return <Fragment key={key}>{node.text}</Fragment>;
    case 'code':
      return (
        <code key={key} className="rounded-sm bg-sunken px-1 font-mono text-sm">
          {node.text}
        </code>
      );
    case 'bold':
      return <strong key={key}>{node.children.map((child, index) => draw(child, `${key}.${index}`))}</strong>;
    case 'italic':
      return <em key={key}>{node.children.map((child, index) => draw(child, `${key}.${index}`))}</em>;
    case 'link':
      return (
        <a
          key={key}
          href={node.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-accent underline"
        >
          {node.label}
          {node.label.includes(node.domain) ? null : <span className="text-ink2"> ({node.domain})</span>}
        </a>
      );
  }
}
