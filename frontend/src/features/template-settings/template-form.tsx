import { useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/api/client';
import { errorsByField, ifMatch, newerVersion } from '@/api/revisions';
import type { Template } from '@/api/types';
import { isConnected } from '@/domain/chat-accounts/freshness';
import { accountsQuery } from '@/domain/chat-accounts/queries';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Choices } from '@/ui/choices';
import { Conflict } from '@/ui/conflict';
import { Field } from '@/ui/field';
import { LeaveGuard } from '@/ui/leave-guard';
import { Refusal } from '@/ui/refusal';
import { Select } from '@/ui/select';
import { TextArea } from '@/ui/text-area';
import { problemWords } from './problem-words';
import { foldersQuery, templateKeys } from './queries';
import { TemplatePreview } from './template-preview';
import { templateProblem } from './template-text';
import { VariableButtons } from './variable-buttons';

type Draft = { title: string; folder: string; text: string; account: string; shared: 'yes' | 'no' };

const draftOf = (template: Template | null): Draft => ({
  title: template?.title ?? '',
  folder: template?.folder ?? '',
  text: template?.text ?? '',
  account: template?.chat_account?.id ?? '',
  shared: template?.shared === false ? 'no' : 'yes',
});

/** Writing a template with its effect beside it; what somebody else saved meanwhile is shown, never overwritten. */
export function TemplateForm({ template }: { template: Template | null }) {
  const { t, i18n } = useLingui();
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const folders = useQuery(foldersQuery());
  const accounts = useQuery(accountsQuery());
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [base, setBase] = useState(template);
  const [draft, setDraft] = useState(() => draftOf(template));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const save = useMutation({
    mutationFn: (revision: number | null) => {
      const body = {
        title: draft.title.trim(),
        folder: draft.folder.trim(),
        text: draft.text.trim(),
        chat_account: draft.account === '' ? null : draft.account,
      };
      if (template === null || revision === null) {
        return unwrap(api.POST('/api/v1/templates', { body: { ...body, shared: draft.shared === 'yes' } }));
      }
      const path = { template_id: template.id };
      return unwrap(
        api.PATCH('/api/v1/templates/{template_id}', { params: { path, header: ifMatch(revision) }, body }),
      );
    },
    onSuccess: () => {
      navigate(`/w/${slug}/settings/templates`);
      void client.invalidateQueries({ queryKey: templateKeys.all });
    },
  });
  const newer = newerVersion<Template>(save.error);
  const errors = errorsByField(save.error);
  const problem = templateProblem(draft.text);
  const ready = draft.title.trim() !== '' && draft.text.trim() !== '' && problem === null;
  const unsaved = JSON.stringify(draft) !== JSON.stringify(draftOf(base)) && !save.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !save.isPending) save.mutate(base?.revision ?? null);
  };
  const live = (accounts.data ?? []).filter(isConnected);

  return (
    <form onSubmit={submit} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t`Название`}
          value={draft.title}
          maxLength={100}
          error={errors.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <Field
          label={t`Папка`}
          hint={t`Можно оставить пустой или вписать новую.`}
          value={draft.folder}
          maxLength={100}
          list={listId}
          error={errors.folder}
          onChange={(event) => change({ folder: event.target.value })}
        />
        <datalist id={listId}>
          {folders.data?.filter(Boolean).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <TextArea
        ref={area}
        label={t`Текст`}
        value={draft.text}
        maxLength={4000}
        rows={7}
        error={errors.text ?? (problem ? problemWords(i18n, problem) : undefined)}
        onChange={(event) => change({ text: event.target.value })}
      />
      <VariableButtons field={area} onInsert={(text) => change({ text })} />
      {draft.text.trim() === '' ? null : <TemplatePreview text={draft.text} />}
      {live.length > 1 || draft.account !== '' ? (
        <Select
          label={t`Для чатов`}
          className="block sm:w-1/2"
          value={draft.account}
          onChange={(event) => change({ account: event.target.value })}
          options={[
            { value: '', label: t`всех кабинетов` },
            ...live.map((account) => ({ value: account.id, label: account.title })),
          ]}
        />
      ) : null}
      {template === null ? (
        <Choices<Draft['shared']>
          legend={t`Кто видит`}
          value={draft.shared}
          onChange={(shared) => change({ shared })}
          options={[
            { value: 'yes', label: t`Вся команда` },
            { value: 'no', label: t`Только я` },
          ]}
        />
      ) : (
        <p className="text-sm text-ink3">
          {template.shared ? t`Шаблон видит вся команда.` : t`Шаблон видите только вы.`}
        </p>
      )}
      {newer ? (
        <Conflict
          author={newer.changed_by}
          version={newer.text}
          onTake={() => {
            setBase(newer);
            setDraft(draftOf(newer));
            save.reset();
          }}
          onKeep={() => save.mutate(newer.revision)}
        />
      ) : Object.keys(errors).some((name) => name in draft) ? null : (
        <Refusal error={save.error} withRemedy />
      )}
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={save.isPending} aria-disabled={!ready || undefined}>
          {t`Сохранить`}
        </Button>
      </div>
      <LeaveGuard unsaved={unsaved} />
    </form>
  );
}
