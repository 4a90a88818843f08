import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { Link } from 'react-router';
import { api, unwrap } from '@/api/client';
import type { Chat, FilledTemplate } from '@/api/types';
import { chatKeys } from '@/domain/chats/keys';
import { useWorkspace } from '@/domain/session/workspace';
import { useCommand } from '@/lib/commands';
import { useLateEnter } from '@/lib/use-late-enter';
import { useSettled } from '@/lib/use-settled';
import { IconButton } from '@/ui/button';
import { Refusal } from '@/ui/refusal';
import { TemplateOption } from './template-option';
import { TemplatePreview } from './template-preview';

const LIMIT = 100;

type Props = { chat: Chat; onInsert: (text: string) => void; onClose: () => void };

/** Templates of this chat with its values: type to narrow, arrows to choose, Enter to take. */
export function TemplatePicker({ chat, onInsert, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { slug } = useWorkspace();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const words = useSettled(search.trim(), 150);
  const found = useQuery({
    queryKey: [...chatKeys.templates(chat.id), words],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/v1/chats/{chat_id}/templates', {
          params: { path: { chat_id: chat.id }, query: { search: words, limit: LIMIT } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const templates = found.data?.results ?? [];
  // Until they come, the rows on the screen are those of the words before: seen, but not to be taken.
  const ready = words === search.trim() && !found.isPending && !found.isPlaceholderData;
  const shown = templates[Math.min(active, templates.length - 1)];
  const chosen = ready ? shown : undefined;
  useCommand('back', onClose, true);

  useEffect(() => {
    input.current?.focus();
    const leave = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [onClose]);
  useEffect(() => {
    if (chosen) document.getElementById(`${id}-${chosen.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, id]);

  const take = (template: FilledTemplate) => {
    onInsert(template.text);
    // Only counts the use: a failure of it must not keep anybody from answering.
    void api
      .POST('/api/v1/chats/{chat_id}/templates/{template_id}/use', {
        params: { path: { chat_id: chat.id, template_id: template.id } },
      })
      .then(() => client.invalidateQueries({ queryKey: chatKeys.templates(chat.id) }))
      .catch(() => undefined);
  };
  const enter = useLateEnter(search, ready, () => chosen && take(chosen));
  const onKeyDown = (event: React.KeyboardEvent) => {
    const last = templates.length - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, last));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={box}
      role="dialog"
      aria-label={t`Шаблоны`}
      className="absolute inset-x-0 bottom-full z-20 mb-2 flex max-h-[min(26rem,55dvh)] flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-float"
    >
      <div className="flex items-center gap-1 border-b border-line p-2">
        <input
          ref={input}
          role="combobox"
          aria-label={t`Найти шаблон`}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          placeholder={t`Найти шаблон`}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-9 min-w-0 flex-1 rounded-md bg-transparent px-2 coarse:min-h-11"
        />
        <IconButton icon="close" label={t`Закрыть шаблоны`} hint="Esc" onClick={onClose} />
      </div>
      <div className="flex min-h-0 flex-1">
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t`Шаблоны`}
          aria-busy={found.isFetching || !ready}
          className={`thin-scroll min-w-0 flex-1 overflow-y-auto p-1 ${ready ? '' : 'opacity-60'}`}
        >
          {templates.map((template) => (
            <TemplateOption
              key={template.id}
              id={`${id}-${template.id}`}
              template={template}
              selected={template === chosen}
              onChoose={() => ready && take(template)}
            />
          ))}
        </div>
        {shown ? <TemplatePreview template={shown} /> : null}
      </div>
      {found.isError ? <Refusal error={found.error} withRemedy /> : null}
      {found.isSuccess && templates.length === 0 ? (
        <p className="px-4 pb-4 text-ink2">
          {words === '' ? t`Шаблонов пока нет.` : t`Такого шаблона нет.`}{' '}
          <Link
            to={`/w/${slug}/settings/templates`}
            className="inline-flex min-h-6 items-center text-accent underline"
          >
            {t`Открыть шаблоны`}
          </Link>
        </p>
      ) : null}
      {templates.length === LIMIT ? (
        <p className="border-t border-line px-3 py-1.5 text-xs text-ink3">{t`Показаны первые 100: уточните поиск.`}</p>
      ) : null}
    </div>
  );
}
