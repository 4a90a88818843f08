import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, unwrap } from '@/api/client';
import type { Template } from '@/api/types';
import { useWorkspace } from '@/domain/session/workspace';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Refusal } from '@/ui/refusal';
import { templateKeys } from './queries';

export function DeleteTemplate({ template }: { template: Template }) {
  const { t } = useLingui();
  const { slug } = useWorkspace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/v1/templates/{template_id}', {
          params: { path: { template_id: template.id } },
        }),
      ),
    onSuccess: () => {
      navigate(`/w/${slug}/settings/templates`, { replace: true });
      void client.invalidateQueries({ queryKey: templateKeys.all });
    },
  });
  const { title } = template;
  return (
    <div className="mt-6 border-t border-line pt-4">
      <Button look="danger" onClick={() => setAsking(true)}>{t`Удалить шаблон…`}</Button>
      {asking ? (
        <Dialog title={t`Удалить шаблон «${title}»?`} onClose={() => setAsking(false)}>
          <p className="text-ink2">
            {template.shared
              ? t`Он пропадёт у всей команды. Отправленные ответы не изменятся.`
              : t`Отправленные ответы не изменятся.`}
          </p>
          <div className="mt-3">
            <Refusal error={remove.error} />
          </div>
          <div className="mt-4 flex justify-end gap-2">
            <Button data-autofocus onClick={() => setAsking(false)}>{t`Оставить`}</Button>
            <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t`Удалить`}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
