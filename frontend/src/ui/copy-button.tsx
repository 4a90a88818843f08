import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from './button';

/** Copies a text and says so in place. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    if (await copyText(text)) setCopied(true);
  };
  return (
    <Button icon={copied ? 'check' : 'copy'} onClick={copy} onBlur={() => setCopied(false)}>
      <span aria-live="polite">{copied ? t`Скопировано` : (label ?? t`Копировать`)}</span>
    </Button>
  );
}

/** The clipboard exists only on https and localhost; elsewhere a hidden field does the same. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
