import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/api/client';
import { ifMatch } from '@/api/revisions';
import type { SavedView } from '@/api/types';
import { inboxPath } from '@/domain/chats/filters';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Refusal } from '@/ui/refusal';
import { savedViewsQuery } from './queries';
import { filtersOf, isShown, type KeptFilters, keptOf } from './view-filters';

type Props = { view: SavedView | null; filters: KeptFilters; last: number; onClose: () => void };
type Change = Partial<Omit<SavedView, 'id' | 'revision'>>;

/** Names a view; one that is kept is renamed, moved, given the filters of now, or deleted. */
export default function ViewDialog({ view, filters, last, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { slug } = useWorkspace();
  const [name, setName] = useState(view?.name ?? '');
  const renew = () => client.invalidateQueries({ queryKey: savedViewsQuery().queryKey });

  const save = useMutation({
    mutationFn: (change: Change) => (view ? changeView(view, change) : keepView(name, filters)),
    onSuccess: (kept) => {
      onClose();
      navigate(inboxPath(slug, filtersOf(kept)));
    },
    onSettled: renew,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/saved-views/{view_id}', { params: { path: { view_id: id } } })),
    onSuccess: onClose,
    onSettled: renew,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name });
  };
  const error = save.error ?? remove.error;

  return (
    <Dialog title={view ? t`Изменить вид` : t`Сохранить вид`} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t`Название`}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={60}
          required
          data-autofocus
        />
        {view ? null : (
          <p className="text-sm text-ink2">{t`Вид запомнит раздел, кабинеты, ответственного, поиск и порядок списка. Его видите только вы.`}</p>
        )}
        {error ? <Refusal error={error} withRemedy /> : null}
        {view ? (
          <div className="flex flex-wrap gap-2">
            <Button
              aria-disabled={view.place === 0 || undefined}
              onClick={() => save.mutate({ place: view.place - 1 })}
            >
              {t`Выше`}
            </Button>
            <Button
              aria-disabled={view.place >= last || undefined}
              onClick={() => save.mutate({ place: view.place + 1 })}
            >
              {t`Ниже`}
            </Button>
            {isShown(view, filters) ? null : (
              <Button
                onClick={() => save.mutate({ name, ...keptOf(filters) })}
              >{t`Взять нынешние фильтры`}</Button>
            )}
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(view.id)}>
              {t`Удалить`}
            </Button>
          </div>
        ) : null}
        <div className="flex justify-end">
          <Button look="primary" type="submit" busy={save.isPending}>
            {t`Сохранить`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const keepView = (name: string, filters: KeptFilters): Promise<SavedView> =>
  unwrap(api.POST('/api/v1/saved-views', { body: { name, ...keptOf(filters) } }));

const changeView = (view: SavedView, change: Change): Promise<SavedView> =>
  unwrap(
    api.PATCH('/api/v1/saved-views/{view_id}', {
      params: { path: { view_id: view.id }, header: ifMatch(view.revision) },
      body: change,
    }),
  );
