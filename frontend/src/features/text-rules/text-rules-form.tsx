import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, unwrap } from '@/api/client';
import { errorsByField, ifMatch, newerVersion } from '@/api/revisions';
import type { TextRules } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Choices } from '@/ui/choices';
import { Conflict } from '@/ui/conflict';
import { LeaveGuard } from '@/ui/leave-guard';
import { Refusal } from '@/ui/refusal';
import { Section } from '@/ui/section';
import { changeOf, draftOf, LISTS, type RulesDraft } from './draft';
import { ListFields } from './list-fields';
import { CONTACT_LISTS, LIST_NAMES, MANNER_LISTS } from './list-names';
import { textRulesQuery } from './queries';

/** The lists in two groups, and what happens when something of the first is found. */
export function TextRulesForm({ rules }: { rules: TextRules }) {
  const { t, i18n } = useLingui();
  const { isOwner } = useWorkspace();
  const client = useQueryClient();
  const [base, setBase] = useState(rules);
  const [draft, setDraft] = useState(() => draftOf(rules));
  const take = (fresh: TextRules) => {
    setBase(fresh);
    setDraft(draftOf(fresh));
    client.setQueryData(textRulesQuery().queryKey, fresh);
  };
  const wanted = changeOf(draft, base);
  const changed = Object.keys(wanted).length > 0;
  const save = useMutation({
    mutationFn: (revision: number) =>
      unwrap(api.PATCH('/api/v1/text-rules', { params: { header: ifMatch(revision) }, body: wanted })),
    onSuccess: take,
  });
  const newer = newerVersion<TextRules>(save.error);
  const errors = byList(errorsByField(save.error));
  const change = (part: Partial<RulesDraft>) => {
    if (!save.isPending) save.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && !save.isPending) save.mutate(base.revision);
  };
  const fields = { draft, errors, fixed: !isOwner, onChange: change };

  return (
    <form onSubmit={submit}>
      <Section
        title={t`Контакты и оплата`}
        hint={t`За это площадки отключают чаты. По строке на слово или фразу; звёздочка в конце слова заменяет любое окончание: переве*.`}
      >
        {isOwner ? (
          <div className="mb-4">
            <Choices<'ask' | 'refuse'>
              legend={t`Если в ответе это нашлось`}
              value={draft.refuses ? 'refuse' : 'ask'}
              onChange={(choice) => change({ refuses: choice === 'refuse' })}
              options={[
                { value: 'ask', label: t`Предупредить и спросить` },
                { value: 'refuse', label: t`Не отправлять` },
              ]}
            />
          </div>
        ) : (
          <p className="mb-4">
            {base.refuse_contacts
              ? t`Такой ответ не отправится.`
              : t`О таком ответе спросим перед отправкой.`}
          </p>
        )}
        <ListFields lists={CONTACT_LISTS} {...fields} />
      </Section>
      <Section title={t`Тон ответа`} hint={t`Об этом только предупреждаем: ответ можно отправить всё равно.`}>
        <ListFields lists={MANNER_LISTS} {...fields} />
      </Section>
      {newer ? (
        <Conflict
          author={newer.changed_by}
          version={differing(base, newer)
            .map((name) => i18n._(LIST_NAMES[name].name))
            .join(', ')}
          onTake={() => {
            take(newer);
            save.reset();
          }}
          onKeep={() => save.mutate(newer.revision)}
        />
      ) : Object.keys(errors).length > 0 ? (
        <p role="alert" className="text-bad">{t`Поправьте отмеченный список: он не сохранён.`}</p>
      ) : (
        <Refusal error={save.error} withRemedy />
      )}
      {isOwner ? (
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" busy={save.isPending} aria-disabled={!changed || undefined}>
            {t`Сохранить`}
          </Button>
          <span role="status" className="text-ok">
            {save.isSuccess && !changed ? t`Сохранено` : ''}
          </span>
        </div>
      ) : (
        <p className="text-ink3">{t`Менять списки может владелец организации.`}</p>
      )}
      <LeaveGuard unsaved={isOwner && changed} />
    </form>
  );
}

const differing = (before: TextRules, after: TextRules) =>
  LISTS.filter((name) => before[name].join('\n') !== after[name].join('\n'));

/** A refusal may name one phrase of a list; here it belongs to the list. */
function byList(errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([attr, text]) => {
      const name = LISTS.find((list) => attr === list || attr.startsWith(`${list}.`));
      return name ? [[name, text]] : [];
    }),
  );
}
